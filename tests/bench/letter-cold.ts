// One letter in a process of its own, from the import of the libraries on: prints milliseconds as JSON.
const begin = performance.now();
const { createDocuments } = await import('../../src/documents/documents.ts');
const { ANNEX_FILE, LETTER } = await import('../documents/sample-letter.ts');
const documents = createDocuments();
await documents.render(LETTER, [ANNEX_FILE]);
const ms = performance.now() - begin;
await documents.close();
console.log(JSON.stringify({ ms }));

export {};
