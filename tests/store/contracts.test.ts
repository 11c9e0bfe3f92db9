// The contracts, run against every store that needs no server.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createPeople, openDirectory } from '../../store/lowdb/directory.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { openInbox } from '../../store/lowdb/inbox.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { openMemory } from '../../store/lowdb/memory.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { memoryFiles } from '../../store/memory/files.ts';
import { memoryLedger } from '../../store/memory/ledger.ts';
import { directoryContract } from '../contracts/directory.contract.ts';
import { parseNoted } from '../contracts/example-events.ts';
import { filesContract } from '../contracts/files.contract.ts';
import { inboxContract } from '../contracts/inbox.contract.ts';
import { ledgerContract } from '../contracts/ledger.contract.ts';
import { memoryContract } from '../contracts/memory.contract.ts';
import { makeFolder } from '../support/disk-folder.ts';

const nothing = async (): Promise<void> => undefined;
const quiet = (): void => undefined;

ledgerContract({
  name: 'lowdb',
  persists: true,
  async make() {
    const folder = await makeFolder();
    const open = () => openLedger({ directory: folder.path, parse: parseNoted, onWarning: quiet });
    return { open, discard: folder.remove };
  },
});

ledgerContract({
  name: 'memory',
  persists: false,
  async make() {
    return { open: async () => memoryLedger({ parse: parseNoted, onWarning: quiet }), discard: nothing };
  },
});

filesContract({
  name: 'a folder',
  persists: true,
  async make() {
    const folder = await makeFolder();
    return { open: async () => openFiles(folder.path), discard: folder.remove };
  },
});

filesContract({
  name: 'memory',
  persists: false,
  make: async () => ({ open: async () => memoryFiles(), discard: nothing }),
});

directoryContract({
  name: 'people.json',
  async holding(people) {
    const folder = await makeFolder();
    onTestFinished(folder.remove);
    await createPeople(folder.path, people);
    return openDirectory(folder.path);
  },
});

directoryContract({ name: 'memory', holding: async (people) => memoryDirectory(people) });

memoryContract({
  name: 'a file',
  async make() {
    const folder = await makeFolder();
    return { open: () => openMemory(join(folder.path, 'teams.json')), discard: folder.remove };
  },
});

inboxContract({
  name: 'a file',
  async make() {
    const folder = await makeFolder();
    const path = join(folder.path, 'inbox.ndjson');
    return { open: () => openInbox({ path, onWarning: quiet }), discard: folder.remove };
  },
});
