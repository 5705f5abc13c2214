/**
 * Who may import what (ARCHITECTURE.md tells it in words). No rule names a room:
 * `$1` stands for "the same room, engine or app as the importing file". `tools/directions.test.ts` plants a violation
 * of each rule and expects it to be reported.
 */
// Tests, and what the stories of one room share: `capabilities/<room>/testing/`.
const TEST = '[.](test|bench)[.]tsx?$|^capabilities/[^/]+/testing/';
const ROOM = '^capabilities/([^/]+)';
const SCREENS = '(opsroom|field|portal)';
// A room that outgrows one file says what the parts are: store.ts, store-cards.ts.
const parts = (names) => [
  `^capabilities/[^/]+/(${names})[.]ts$`,
  `^capabilities/[^/]+/(${names})-[^/]+[.]ts$`,
];
const SERVER_FILES = [...parts('store|routes|reactions|queries|server'), '^capabilities/[^/]+/migrations/'];
const SCHEMA_LIBRARY = '^node_modules/typebox/';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid('no-circles', 'Two files that need each other are one idea or three.', {}, { circular: true }),
    forbid('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    forbid(
      'no-undeclared-packages',
      'Every package used is a line in package.json and in docs/decisions.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('no-tests-in-sources', 'What ships does not import tests.', { pathNot: TEST }, { path: TEST }),

    forbid(
      'engine-imports-only-itself',
      'An engine is arithmetic that anyone can take away and use alone.',
      // A benchmark beside it may bring the peers that it is measured against.
      { path: '^engines/([^/]+)/', pathNot: [TEST, '^engines/[^/]+/bench/'] },
      { pathNot: '^engines/$1/' },
    ),

    forbid(
      'shared-imports-only-the-schema-library',
      'The ground floor rests on nothing.',
      { path: '^platform/shared/', pathNot: TEST },
      { pathNot: ['^platform/shared/', SCHEMA_LIBRARY] },
    ),
    forbid(
      'platform-knows-no-room',
      'The plumbing serves rooms it has never heard of.',
      { path: '^platform/', pathNot: '^platform/server/journal/' },
      { path: '^(capabilities|apps|engines|scenarios)/' },
    ),
    forbid(
      'journal-knows-its-tree-only',
      'The journal is kept as a Merkle tree: of what lies outside the plumbing it may ask that engine, at its door.',
      { path: '^platform/server/journal/' },
      {
        path: '^(capabilities|apps|engines|scenarios)/',
        pathNot: '^engines/transparency-log/index[.]ts$',
      },
    ),
    forbid(
      'platform-server-and-web-apart',
      'They meet over the wire and in platform/shared.',
      { path: '^platform/(server|web)/' },
      { path: '^platform/(server|web)/', pathNot: '^platform/$1/' },
    ),

    forbid(
      'contract-leads-to-contracts-only',
      'A contract is the one door of a room: opening it must not bring the house along.',
      { path: `${ROOM}/contract[.]ts$` },
      { reachable: true, pathNot: ['^platform/shared/', `${ROOM}/[^/]+[.]ts$`, SCHEMA_LIBRARY] },
    ),
    forbid(
      'contract-decides-nothing',
      'A contract declares; rules decide and stores keep.',
      { path: `${ROOM}/contract[.]ts$` },
      { reachable: true, path: [...SERVER_FILES, ...parts('rules')] },
    ),
    forbid(
      'rooms-meet-through-contracts',
      'Another room is reached by its contract, its events and its queries.',
      { path: `${ROOM}/` },
      { path: '^capabilities/', pathNot: ['^capabilities/$1/', '^capabilities/[^/]+/contract[.]ts$'] },
    ),
    forbid(
      'rules-are-pure',
      'Rules run on the phone as well: contracts, engines and platform/shared are all they lead to.',
      { path: `${ROOM}/rules[.]ts$` },
      { reachable: true, pathNot: [`^(platform/shared|engines)/`, `${ROOM}/[^/]+[.]ts$`, SCHEMA_LIBRARY] },
    ),
    forbid(
      'rules-know-no-storage',
      'A decision is made from what it is given.',
      { path: `${ROOM}/rules[.]ts$` },
      { reachable: true, path: SERVER_FILES },
    ),
    forbid(
      'room-server-side-has-no-screens',
      'What runs on the server knows neither screens nor the browser.',
      { path: `${ROOM}/`, pathNot: [`${ROOM}/${SCREENS}/`, TEST] },
      { path: ['^platform/web/', `^capabilities/$1/${SCREENS}/`] },
    ),
    forbid(
      'screens-see-their-room-and-contracts',
      'A screen sees its own contract and rules, other contracts and platform/{shared,web}.',
      { path: `${ROOM}/${SCREENS}/` },
      {
        path: '^(capabilities|platform|engines|data|apps|scenarios|tools|ops)/',
        pathNot: [
          '^platform/(shared|web)/',
          '^capabilities/[^/]+/contract[.]ts$',
          '^capabilities/$1/[^/]+[.]ts$',
          '^capabilities/$1/$2/',
        ],
      },
    ),
    forbid(
      'screens-lead-to-no-server-file',
      'Storage and HTTP never reach the browser, not even in two steps.',
      {
        path: [`${ROOM}/${SCREENS}/`, '^platform/web/', `^apps/${SCREENS}/`],
        pathNot: [TEST, 'vite[.]config[.]ts$'],
      },
      { reachable: true, path: ['^platform/server/', ...SERVER_FILES] },
    ),
    forbid(
      'screens-use-no-node',
      'A browser has no Node.',
      {
        path: [`${ROOM}/${SCREENS}/`, '^platform/web/', `^apps/${SCREENS}/`],
        pathNot: [TEST, 'vite[.]config[.]ts$'],
      },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'rooms-know-no-app',
      'Apps are composed of rooms, never the other way round.',
      { path: '^(capabilities|engines|platform|data)/' },
      { path: '^(apps|scenarios|tools|ops)/', pathNot: '^apps/server/testing/' },
    ),
    forbid(
      'test-server-is-for-tests',
      'A story asks the whole server over HTTP; nothing that ships may.',
      { path: '^(capabilities|engines|platform|data|apps)/', pathNot: [TEST, '^apps/server/testing/'] },
      { path: '^apps/server/testing/' },
    ),

    forbid(
      'apps-apart',
      'An app does not import another app.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'apps-compose-only',
      'Programs are made of rooms, platform and data; they hold no arithmetic.',
      { path: '^apps/' },
      { path: '^(engines|scenarios|tools|ops)/' },
    ),
    forbid(
      'web-apps-know-no-server-file',
      'A web app composes screens, contracts and platform/{shared,web}.',
      { path: `^apps/${SCREENS}/`, pathNot: 'vite[.]config[.]ts$' },
      {
        path: '^(capabilities|platform)/',
        pathNot: ['^platform/(shared|web)/', `^capabilities/[^/]+/((contract|rules)[.]ts$|${SCREENS}/)`],
      },
    ),

    forbid(
      'scenarios-stay-outside',
      'Scenarios see the house as its users do: over HTTP and in a browser. The test server only opens it for them.',
      { path: '^scenarios/' },
      {
        path: '^(capabilities|engines|data|apps|tools|ops|platform/(server|web))/',
        pathNot: '^apps/server/testing/',
      },
    ),
    forbid(
      'data-is-data',
      'Reference data knows no room; platform/shared gives it its words.',
      { path: '^data/', pathNot: TEST },
      { path: '^(capabilities|engines|platform/(server|web))/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|golden)/' },
    // Types count as well: a type import ties two rooms together just as firmly.
    tsPreCompilationDeps: true,
    // An engine carries its own manifest; its tests use the tools of the house.
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    reporterOptions: { text: { highlightFocused: false } },
  },
};
