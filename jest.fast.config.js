import all from './jest.config.js';

// Without what starts the whole program, a browser, a server or a compiler, trains on the whole knowledge, waits as a
// platform makes it wait, reckons about every regular expression, or sends thousands of damaged payloads: those suites take five sixths of the time of all.
const slow = [
  'test/(e2e|editing|tools|cli|mcp)/',
  'test/(image|stress|package|packaging|patterns|printed-questions|runner|security|what-a-question-meets)\\.test',
  'test/core/assessments/(again|bad-input-platforms|both-platforms|drafts)',
  'test/core/conversation/faults',
  'test/core/tips/(torture|leave|reference|run)',
  'test/knowledge/(live-knowledge|training/)',
  'test/matching/(golden|matcher|confusions|follow|ranking/bm25f)',
  'test/observability/audit',
  'test/platforms/slack/(bad-input|busy|knowledge|published|replicas|send/refusals|stop)',
  'test/platforms/teams/(agents-playground|damaged|knowledge|replay|sending|transport/http|trials)',
  'test/report/(page|meaning)',
  'test/server/proxy',
  'test/storage/(disk-full|power-cut|embedded|engine/postgres)'
];

export default { ...all, testPathIgnorePatterns: ['/node_modules/', ...slow] };
