// A process of its own that accepts two messages from Teams, says so, and does not get further.
import { parseEvent } from '../../src/register/events.ts';
import { openPostgresStore } from '../../store/postgres/store.ts';
import { message } from '../support/teams/teams-requests.ts';

const [url = ''] = process.argv.slice(2);
const quiet = (): void => undefined;
const world = { parse: parseEvent, onWarning: quiet, onFatal: quiet };
const store = await openPostgresStore({ url, organisation: 'standard', ...world });
const inbox = await store.inbox('teams');
for (const id of ['m1', 'm2']) await inbox.put(id, message(id));
process.stdout.write('accepted\n');
