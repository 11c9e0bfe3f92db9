// Run by same-bytes.test.ts in a process of its own: renders the letter and prints each file's name and digest.
// It closes nothing, so that it also shows that an idle child keeps no program alive.
import { createHash } from 'node:crypto';
import { createDocuments } from '../../src/documents/documents.ts';
import { ANNEX_FILE, LETTER, MAIL_FILE } from './sample-letter.ts';

const rendered = await createDocuments().render(LETTER, [MAIL_FILE, ANNEX_FILE]);
const files = rendered.ok ? rendered.files : [];
const digests = files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]);
process.stdout.write(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), digests }));
