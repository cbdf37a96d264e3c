/**
 * Who may import whom. Each row names what a part may import and forbids the rest, so a new folder or
 * package is refused until somebody gives it a place here. build/scripts/fences.test.ts plants a
 * violation for each row and each direction. That src-main takes the core's entry only as a path
 * (`?modulePath`) is checked in build/scripts/verdict/import-rules.ts, as cruised paths lose the query.
 */

const tests = '\\.test\\.tsx?$';
const ours = '^(embedded-server|src-main|src-renderer|e2e|build)/|^[^/]+\\.(ts|js|cjs)$';

const contract = '^embedded-server/contract/';
const db = '^embedded-server/db/';
const log = '^embedded-server/log\\.ts$';
const clock = '^embedded-server/clock\\.ts$';
const config = '^embedded-server/config\\.ts$';
const nouns = '^embedded-server/(?!(?:contract|db|http|flows|testing)/)([^/]+)/';
const flows = '^embedded-server/flows/';
const http = '^embedded-server/http/';
const testing = '^embedded-server/testing/';
const composition = '^embedded-server/(platform|cli|host-process)\\.(test\\.)?ts$';
const foundation = '^embedded-server/(db/|(?!platform\\.|cli\\.|host-process\\.)[^/]+\\.ts$)';

const uiTop = '^src-renderer/(main|app|router)\\.(test\\.)?tsx?$';
const uiPages = '^src-renderer/(pages|shell)/';
const uiFolders = 'api|state|components|format|keys|locales|styles';
const uiFoundation = `^src-renderer/((${uiFolders})/|(?!main\\.|app\\.|router\\.)[^/]+$)`;
const uiNouns = `^src-renderer/(?!(?:${uiFolders}|pages|shell)/)([^/]+)/`;

const scripts = '^build/scripts/(?!verify(/|\\.ts$))';
const verifier = '^build/scripts/verify(/|\\.ts$)';
const configurations = '^[^/]+\\.(ts|js|cjs)$';

/** `itself` is what the part always may import: its own files (for nouns, `$1` is the noun's folder). */
const rows = [
  { name: 'contract', part: contract, may: [], testsMay: [testing] },
  { name: 'foundation', part: foundation, may: [contract], testsMay: [testing] },
  { name: 'nouns', part: nouns, itself: '^embedded-server/$1/', may: [contract, db, log, clock], testsMay: [testing] },
  { name: 'flows', part: flows, may: [nouns, contract, db, log, clock], testsMay: [testing] },
  { name: 'http', part: http, may: [flows, nouns, contract, log, clock, config], testsMay: [testing] },
  { name: 'composition', part: composition, may: ['^embedded-server/(?!testing/)'], testsMay: [testing] },
  { name: 'testing', part: testing, may: ['^embedded-server/'], testsMay: [] },
  { name: 'ui-foundation', part: uiFoundation, may: [contract], testsMay: [] },
  { name: 'ui-nouns', part: uiNouns, itself: '^src-renderer/$1/', may: [uiFoundation, contract], testsMay: [] },
  { name: 'ui-pages', part: uiPages, may: [uiNouns, uiFoundation, contract], testsMay: [] },
  { name: 'ui-top', part: uiTop, may: ['^src-renderer/', contract], testsMay: [] },
  { name: 'shell', part: '^src-main/', may: [contract, '^embedded-server/host-process\\.ts$'], testsMay: [testing] },
  { name: 'e2e', part: '^e2e/', may: [contract, testing], testsMay: [] },
  { name: 'scripts', part: scripts, may: [verifier, contract, testing, configurations], testsMay: [] },
  { name: 'verifier', part: verifier, may: [], testsMay: [] },
  { name: 'configurations', part: configurations, may: [scripts, contract], testsMay: [] },
];

function inside({ name, part, itself = part, may, testsMay }) {
  const allowed = [itself, ...may];
  return [
    { name, severity: 'error', from: { path: part, pathNot: tests }, to: { path: ours, pathNot: allowed } },
    { name: `${name}-tests`, severity: 'error', from: { path: `(?=.*${tests})${part}` }, to: { path: ours, pathNot: [...allowed, ...testsMay] } },
  ];
}

const uiPackages =
  '^node_modules/(react|react-dom|react-i18next|i18next|get-nonce|zod|zustand|recharts|@mantine/[^/]+|@tanstack/[^/]+|@fontsource-variable/[^/]+|get-nonce)/';

const outside = [
  { name: 'contract-packages', from: { path: contract, pathNot: tests }, to: { pathNot: [ours, '^node_modules/zod/'] } },
  { name: 'ui-packages', from: { path: '^src-renderer/', pathNot: tests }, to: { pathNot: [ours, uiPackages, '^\\.'] } },
  // The stand-in for Electron is checked against its types.
  { name: 'electron-in-the-shell-only', from: { pathNot: '^(src-main|e2e/desktop)/' }, to: { path: '^(node_modules/)?electron(/|$)' } },
  { name: 'sqlite-in-db-only', from: { pathNot: db }, to: { path: '^node_modules/better-sqlite3/' } },
  {
    name: 'no-development-packages-in-the-product',
    from: { path: '^(embedded-server|src-main|src-renderer)/(?!testing/)', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/electron/' },
  },
  { name: 'no-unlisted-packages', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
];

const general = [
  {
    name: 'no-test-tooling-in-the-product',
    from: { path: '^src-(main|renderer)/(?!testing/)', pathNot: tests },
    to: { path: '^src-(main|renderer)/testing/' },
  },
  { name: 'no-cycles', from: {}, to: { circular: true } },
  // An import the tool cannot find would pass every rule about paths.
  { name: 'no-unknown-imports', from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: [...rows.flatMap(inside), ...[...outside, ...general].map((rule) => ({ severity: 'error', ...rule }))],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
