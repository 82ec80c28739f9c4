const retention = 'src/jobs/retention.ts';
const everyTable = ['test/jobs'];
const bot = ['test/core/conversation/bot.test.ts', 'test/core/conversation/deduplicate.test.ts'];
const inbox = ['test/platforms/slack/transport/inbox.test.ts'];
const tips = ['test/core/tips/run.test.ts'];

/** Makes the mutant that lacks one line of the hourly job. */
const forgotten = (line) => ({
  name: `retention: without ${line.split('(')[0]}`,
  file: retention,
  from: `await ${line};`,
  to: '',
  suites: everyTable
});

/**
 * Protections that are taken out (`from` -> `to`, found once in `file`), and the suites that must notice. `test` narrows a suite to some of its tests.
 * `known` says why a mutant may live.
 */
export const mutants = [
  ...[
    'store.handled.forget(now - handledDays * dayMs)',
    'store.inbox.forget(now - inboxDays * dayMs)',
    'store.memory.forget(now)',
    'store.questions.purge(keptFrom)',
    'store.feedback.purge(keptFrom)',
    'store.voterKeys.destroy(keyPeriod(now))',
    'store.handovers.erase(now - overDays * dayMs)',
    'store.handovers.purge(keptFrom)',
    'store.gaps.purge(keptFrom)',
    'store.digests.forget(now - digestDays * dayMs)',
    'store.entryChanges.forget(now - landedHours * hour)',
    'tips.purge(now - tipDays * dayMs)',
    'store.compact()'
  ].map(forgotten),
  {
    name: 'claim: never settled',
    file: 'src/core/conversation/bot.ts',
    from: 'void once.settle(key, now, sent);',
    to: '',
    suites: bot
  },
  {
    name: 'claim: settled at once',
    file: 'src/core/conversation/deduplicate.ts',
    from: 'await sent.catch(() => undefined);',
    to: 'void sent.catch(() => undefined);',
    suites: bot
  },
  {
    name: 'claim: given to everybody',
    file: 'src/core/conversation/deduplicate.ts',
    from: 'if (here.has(key)) return false;',
    to: '',
    suites: bot
  },
  {
    name: 'inbox: row beside the acknowledgement',
    file: 'src/platforms/workload.ts',
    from: 'await store.keep(id, owner',
    to: 'void store.keep(id, owner',
    suites: inbox
  },
  {
    name: 'inbox: row never taken out',
    file: 'src/platforms/slack/transport/receiver.ts',
    from: 'void inbox.done(kept);',
    to: '',
    suites: inbox
  },
  {
    name: 'inbox: row left by a fault forgotten',
    file: 'src/platforms/workload.ts',
    from: 'answered.set(id, true);',
    to: '',
    suites: inbox
  },
  {
    name: 'claim: an unsure one is not looked at again',
    file: 'src/core/conversation/deduplicate.ts',
    from: 'return won === false ? lose(key) : true;',
    to: 'return true;',
    suites: bot
  },
  {
    name: 'claim: what could not be settled is forgotten',
    file: 'src/core/conversation/deduplicate.ts',
    from: 'unsettled.set(key, true);',
    to: '',
    suites: bot
  },
  {
    name: 'claim: the answer is sent whoever holds it',
    file: 'src/core/conversation/bot.ts',
    from: 'return ours ? given : undefined;',
    to: 'return given;',
    suites: bot
  },
  {
    name: 'waits: time in which the process could not look is counted',
    file: 'src/storage/calls.ts',
    from: 'const ticks = 10;',
    to: 'const ticks = 1;',
    suites: ['test/storage/calls.test.ts']
  },
  {
    name: 'waits: a hand-over without a limit',
    file: 'src/storage/calls.ts',
    from: "  'handovers.add',\n",
    to: '',
    suites: ['test/storage/calls.test.ts']
  },
  {
    name: 'tips: unclear post repeated without end',
    file: 'src/core/tips/outcome.ts',
    from: "if (repeat && delivery.state === 'planned')",
    to: 'if (repeat)',
    suites: tips,
    test: 'never a third time'
  },
  {
    name: 'tips: unclear post repeated unasked',
    file: 'src/core/tips/outcome.ts',
    from: "if (repeat && delivery.state === 'planned')",
    to: "if (delivery.state === 'planned')",
    suites: tips,
    test: 'never a third time'
  },
  {
    name: 'files: folder for everybody',
    file: 'src/storage/engine/libsql.ts',
    from: 'makeFolder(dirname(file), 0o700)',
    to: 'makeFolder(dirname(file), 0o777)',
    suites: ['test/storage/embedded.test.ts'],
    test: 'for the user of the bot alone'
  },
  {
    name: 'files: store for everybody',
    file: 'src/storage/engine/libsql.ts',
    from: "openSync(file, 'a', 0o600)",
    to: "openSync(file, 'a', 0o666)",
    suites: ['test/storage/embedded.test.ts'],
    test: 'for the user of the bot alone'
  },
  {
    name: 'files: backup for everybody',
    file: 'src/storage/backup.ts',
    from: 'makeOwnFile(part);',
    to: '',
    suites: ['test/storage/embedded.test.ts'],
    test: 'for the user of the bot alone'
  },
  {
    name: 'files: deleted is not overwritten',
    file: 'src/storage/engine/libsql.ts',
    from: "database.pragma('secure_delete = ON');",
    to: '',
    suites: ['test/jobs/deleted.test.ts']
  },
  {
    name: 'uninstall: the neighbour goes too',
    file: 'src/core/tips/place.ts',
    from: 'conversation.tenant !== tenant) return false',
    to: '!conversation.tenant?.startsWith(tenant ?? "")) return false',
    suites: ['test/storage/forget-place.test.ts']
  },
  {
    name: 'seal: label not bound',
    file: 'src/config/seal.ts',
    from: '{ authTagLength: 16 }).setAAD(Buffer.from(label))',
    to: "{ authTagLength: 16 }).setAAD(Buffer.from('T0CLINIC'))",
    suites: ['test/config/seal.test.ts']
  },
  {
    name: 'seal: previous secrets not read',
    file: 'src/config/seal.ts',
    from: '?? openOld(sealed, label),',
    to: ',',
    suites: ['test/config/seal.test.ts']
  },
  {
    name: 'figures: the token is not asked for',
    file: 'src/server/http-server.ts',
    from: 'metricsToken === undefined ||',
    to: 'true ||',
    suites: ['test/server/http-server.test.ts'],
    test: 'METRICS_TOKEN'
  },
  {
    name: 'confidence: none is never right',
    file: 'src/matching/confidence/confidence.ts',
    from: 'let sum = exp(nothing - highest);',
    to: 'let sum = 0;',
    suites: ['test/matching/confidence']
  },
  {
    name: 'confidence: doubt turned round',
    file: 'src/matching/confidence/confidence.ts',
    from: 'const trust = 1 - doubt',
    to: 'const trust = 1 + doubt',
    suites: ['test/matching/few-entries.test.ts']
  },
  {
    name: 'report: a leading tab is no formula',
    file: 'src/report/csv.ts',
    from: '|^\\t/u',
    to: '/u',
    suites: ['test/report/report.test.ts']
  },
  {
    name: 'workspaces: the writer is not looked at',
    file: 'src/platforms/slack/auth/allowed-workspaces.ts',
    from: 'return atHome && ids(',
    to: 'return ids(',
    suites: ['test/platforms/slack/auth/allowed-workspaces.test.ts']
  },
  {
    name: 'audit: changes of tips not recorded',
    file: 'src/jobs/weekly-tips.ts',
    from: "audit.record('tips.changed', { place: subscription.place, state: subscription.state });",
    to: '',
    suites: ['test/observability/audit.test.ts'],
    test: 'tips of a channel'
  },
  {
    name: 'teams: tokens for any audience',
    file: 'src/platforms/teams/auth/token.ts',
    from: '      audience,\n',
    to: '',
    suites: ['test/platforms/teams/auth/token.test.ts']
  },
  {
    name: 'slack: signatures not checked',
    file: 'src/platforms/slack/transport/http.ts',
    from: 'return isValidSlackRequest({',
    to: 'return true || isValidSlackRequest({',
    suites: ['test/platforms/slack/transport/http.test.ts']
  }
];
