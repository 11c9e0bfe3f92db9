// The boundaries of ARCHITECTURE. tests/architecture.test.ts proves that the cruiser sees the code.
/** The processes, and what is theirs alone: they join stores, platforms and core. */
const processes = 'main\\.ts|serve-[a-z]+\\.ts|surroundings\\.ts|open-store\\.ts|config/|operations/|admin/';
const composers = `^src/(${processes})`;
const core = `^src/(?!${processes}|documents/)`;

export default {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'The core does no IO: ask for a port in src/ports.ts and let main.ts hand it in.',
      severity: 'error',
      from: { path: core },
      to: { pathNot: '^src/|^node_modules/(zod|date-fns|@date-fns/tz)/' },
    },
    {
      name: 'core-knows-no-process',
      comment: 'The processes join the core and its document libraries; the core knows the Documents port.',
      severity: 'error',
      from: { path: core },
      to: { path: `^src/(documents/|${processes})` },
    },
    {
      name: 'register-stands-alone',
      comment:
        'The domain knows itself and the calendar. What it needs from elsewhere is handed in as a value.',
      severity: 'error',
      from: { path: '^src/register/' },
      to: { pathNot: '^src/(register|calendar)/|^node_modules/zod/' },
    },
    {
      name: 'documents-know-the-letter',
      comment: 'Documents turn a Letter into files and a file into text; they know nothing of the register.',
      severity: 'error',
      from: { path: '^src/documents/' },
      to: { path: '^src/(?!documents/|ports\\.ts|letters/letter\\.ts|calendar/)' },
    },
    {
      name: 'through-the-door',
      comment: 'Adapters and stores import src/index.ts; what they need and it lacks is added there by hand.',
      severity: 'error',
      from: { path: '^(adapters|store)/' },
      to: { path: '^src/(?!index\\.ts)' },
    },
    {
      name: 'nobody-inside-uses-the-door',
      comment: 'Inside src, import the file itself: the door is for adapters and stores.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts' },
    },
    {
      name: 'platforms-apart',
      comment:
        'A platform knows neither another platform nor a store: what they share belongs in the core or in adapters/shared.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^(adapters/(?!($1|shared)/)|store/)' },
    },
    {
      name: 'botbuilder-behind-its-fence',
      comment:
        'botbuilder is archived: it is imported in adapters/teams/sdk alone, so that its successor takes a day.',
      severity: 'error',
      from: { pathNot: '^(adapters/teams/sdk|tests/bench)/' },
      to: { path: '^node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'stores-know-no-platform',
      comment: 'A store keeps events; who asked is not its business.',
      severity: 'error',
      from: { path: '^store/' },
      to: { path: '^adapters/' },
    },
    {
      name: 'only-main-composes',
      comment: 'The processes join stores, platforms and core; nothing else imports those.',
      severity: 'error',
      from: { path: '^src/', pathNot: composers },
      to: { path: '^(adapters|store|tests)/|^src/main\\.ts' },
    },
    {
      name: 'no-cycles',
      comment: 'Move what both need to a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
