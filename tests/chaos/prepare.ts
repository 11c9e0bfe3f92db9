// The history that a run begins with: rounds with a refusal each, and letters that wait for four approvals.
import { createBot } from '../../src/bot.ts';
import { defaultOrganisation } from '../../src/config/settings.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { openedLedger } from '../../src/open-ledger.ts';
import { openStore, type Place } from '../../src/open-store.ts';
import type { Clock, Messenger, NamedFile, Person } from '../../src/ports.ts';
import { digest, randomIds } from '../../src/surroundings.ts';
import { plain } from '../../src/view/plain.ts';
import { registerChannel } from './office.ts';

export const organisation = defaultOrganisation;

/** Who approves a letter, step by step. */
export const steps = ['kontorchef', 'afdelingschef', 'departementschef', 'ministersekretariat'] as const;

const silent: Messenger = {
  viaOf: () => 'console',
  boards: [],
  post: async () => ({ outcome: 'delivered', reference: null }),
  find: async () => ({ outcome: 'unknown' }),
};

/** By the product's own means; `Brev-1` to `Brev-<letters>` are then in approval. */
export async function prepare(
  place: Place,
  { people, letters, clock }: { people: readonly Person[]; letters: number; clock: Clock },
): Promise<void> {
  const store = await openStore(place, { onWarning: console.warn, onFatal: console.error });
  const documents = createDocuments();
  try {
    await openedLedger(store.ledger, { organisation, start: undefined, systemClock: clock });
    await store.firstPeople(people);
    const { ledger, files, directory } = store;
    const ports = { ledger, files, directory, documents, messenger: silent, calendar: null };
    const bot = await createBot({ ...ports, clock, ids: randomIds, digest });
    let count = 0;
    const say = async (input: string) => {
      const answer = await bot.run({
        input,
        actor: 'sagsbehandler',
        via: 'slack',
        cause: `prepare:${++count}`,
        place: { platform: 'slack', channel: registerChannel, isChannel: true },
        openFile: letter,
      });
      if (!answer.ok) throw new Error(`${input}\n${plain(answer.view)}`);
    };
    await say('opsæt kanal');
    for (let number = 1; number <= letters; number++) {
      const year = 2025 + number;
      await say(`runde åbn ${year}`);
      await say(`tilbud Odder børn år=${year} dato=02-11-2026 svarfrist=23-11-2026`);
      await say(`svar Odder nej år=${year} grund=overlap:"forløbet overlapper et andet" brev=odder.txt`);
      await say(`udkast orientering ${year} sag="2026 - 1234"`);
      await say(`godkendelse start Brev-${number} holdt-op-mod-brevet=ja`);
    }
  } finally {
    await documents.close();
    await store.close();
  }
}

async function letter(name: string): Promise<NamedFile> {
  return { name, mediaType: 'text/plain', bytes: Buffer.from('Kommunen siger nej tak til forløbet.') };
}
