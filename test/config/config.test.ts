import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig, sharedSecrets } from '../../src/config/config.ts';
import { type Setting, settings } from '../../src/config/settings.ts';
import { runs } from '../support/property-runs.ts';

const problemsOf = (environment: Record<string, string>): string[] => readConfig(environment).problems;
const appId = '11111111-2222-3333-4444-555555555555';
const teams = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'a~secret~value~of~some~length',
  MicrosoftAppTenantId: appId
};

function configOf(environment: Record<string, string>) {
  const read = readConfig(environment);
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  return read.config;
}

describe('what holds when nothing is set', () => {
  test('local mode: this machine only, playground on, Teams without credentials', () => {
    expect(configOf({})).toMatchObject({
      port: 3978,
      host: 'localhost',
      playground: true,
      retentionDays: 90,
      logLevel: 'info',
      teams: { appType: 'SingleTenant', sdk: 'botbuilder' }
    });
    expect(configOf({}).slack).toBeUndefined();
  });

  test('an empty variable counts as not set', () => {
    expect(configOf({ PORT: '', SLACK_BOT_TOKEN: '  ' })).toMatchObject({ port: 3978, playground: true });
  });

  test('Teams without credentials never in production', () => {
    expect(configOf({ NODE_ENV: 'production' }).teams).toBeUndefined();
  });

  test('credentials open the door to other machines and close the playground', () => {
    const config = configOf(teams);
    expect(config).toMatchObject({ host: '0.0.0.0', playground: false, teams: { appId } });
    expect(config.secrets).toContain(teams.MicrosoftAppPassword);
  });

  test('Slack alone leaves Teams off', () => {
    expect(configOf({ SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' }).teams).toBeUndefined();
  });
});

describe('who is served, and the way out', () => {
  const other = '22222222-3333-4444-5555-66666666666A';

  test('lists are read with spaces and in capitals, and are absent when not set', () => {
    const config = configOf({
      ...teams,
      TEAMS_TENANTS: `${appId}, ${other}`,
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_APP_TOKEN: 'xapp-1-a',
      SLACK_WORKSPACES: 'T0HOSPITAL,E0TRUST'
    });
    expect(config.teams?.tenants).toEqual([appId, other.toLowerCase()]);
    expect(config.slack?.workspaces).toEqual(['T0HOSPITAL', 'E0TRUST']);
    expect(configOf(teams).teams).not.toHaveProperty('tenants');
  });

  test('a list with something else in it is told', () => {
    expect(problemsOf({ SLACK_WORKSPACES: 'hospital' })).toEqual([expect.stringMatching(/^SLACK_WORKSPACES is/)]);
    expect(problemsOf({ TEAMS_TENANTS: `${appId},` })).toEqual([expect.stringMatching(/^TEAMS_TENANTS is/)]);
  });

  test.each(['HTTPS_PROXY', 'https_proxy'])('%s names the proxy, as for every other program', (name) => {
    const config = configOf({
      [name]: 'http://proxy.nhs.uk:8080',
      no_proxy: '.nhs.uk',
      HTTP_PROXY: 'x',
      ALL_PROXY: 'y'
    });
    expect(config.proxy).toEqual({ address: 'http://proxy.nhs.uk:8080', except: '.nhs.uk' });
    expect(config.secrets).toContain('http://proxy.nhs.uk:8080');
  });

  test('a proxy without http:// is told', () => {
    expect(problemsOf({ HTTPS_PROXY: 'proxy.nhs.uk:8080' })).toEqual([expect.stringMatching(/^HTTPS_PROXY is/)]);
  });
});

describe('every problem is told at once, with the variable, the fault and the fix', () => {
  test('all together', () => {
    expect(problemsOf({ PORT: '99999', LOG_LEVEL: 'loud', RETENTION_DAYS: '0', DATABASE_URL: 'mysql://a' })).toEqual([
      'PORT is "99999". Write a port number between 0 and 65535.',
      'DATABASE_URL is not of the right form. Write postgres://user:password@host:5432/database, in user and password %40 for @, %3A for :, %2F for / and %25 for %; or leave it out for the embedded store.',
      'RETENTION_DAYS is "0". Write a whole number of days from 1 to 3650.',
      'LOG_LEVEL is "loud". Write one of debug, info, warn, error, silent.'
    ]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['the secret ID in place of the secret value', { ...teams, MicrosoftAppPassword: appId }, /not its "Secret ID"/],
    [
      'an app token in place of the bot token',
      { SLACK_BOT_TOKEN: 'xapp-1-a', SLACK_APP_TOKEN: 'xapp-1-a' },
      /begins with xoxb-/
    ],
    ['no way to connect to Slack', { SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing/],
    [
      'half of OAuth',
      { SLACK_CLIENT_ID: '12345.678' },
      /SLACK_CLIENT_SECRET and SLACK_STATE_SECRET are missing.* add them,/
    ],
    [
      'a single tenant bot without its tenant',
      { MicrosoftAppId: appId, MicrosoftAppPassword: 'x'.repeat(30) },
      /MicrosoftAppTenantId is missing/
    ],
    [
      'a slip of the pen',
      { SLACK_BOT_TOKN: 'xoxb-1' },
      /SLACK_BOT_TOKN is not a variable of this program. Did you mean SLACK_BOT_TOKEN\?/
    ],
    ['another case', { MICROSOFT_APP_ID: appId }, /Did you mean MicrosoftAppId\?/],
    ['a channel without its platform', { CURATORS_CHANNEL: 'C0123' }, /Write slack: and a channel id/]
  ])('%s', (_name, environment, expected) => {
    expect(problemsOf(environment).join('\n')).toMatch(expected);
  });

  const odd = [
    ...['example.org', 'http://', '://x', 'localhost:3978', 'http://a b', 'http://[::1', 'ftp://x', 'https://%', '%zz'],
    ...['-1', '1e9', 'NaN', 'ja', ',', ' , ', 'a,,b', '#falls', 'slack:', 'teams:', 'teams:{', 'teams:{"id":1}', '{}'],
    ...['https://teams.microsoft.com/l/channel/%zz', 'https://foo.slack.com/', 'postgres://[', 'postgres://h:abc/d'],
    ...['postgres://u:p@ss@h:99999/db', 'postgres://%zz@h/d', '\u0000', 'a\nb', '\ud800', '__proto__', 'x'.repeat(5000)]
  ];
  const names = (settings as readonly Setting[]).map(({ name }) => name);
  /** Checks that a variable's value is taken or named with what to do, and hides no fault of another one. */
  const takenOrNamed = (name: string, value: string): void => {
    const beside = name === 'RETENTION_DAYS' ? 'PORT' : 'RETENTION_DAYS';
    const problems = problemsOf({ [name]: value, [beside]: 'no number' });
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${beside} is`)));
    const own = problems.filter((problem) => problem.startsWith(`${name} is `));
    const { schema, fix } = (settings as readonly Setting[]).find((one) => one.name === name)!;
    if (value.trim() && !schema.safeParse(value.trim()).success) expect(own).toEqual([expect.stringContaining(fix)]);
  };

  test.each(names)('%s with odd values', (name) => {
    for (const value of odd) takenOrNamed(name, value);
  });

  test('any variable with any text', () => {
    fc.assert(fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), takenOrNamed), {
      numRuns: runs(500)
    });
  });

  test.each([
    ['PUBLIC_URL', 'example.org'],
    ['DATABASE_URL', 'postgres://[secret'],
    ['DATABASE_URL', 'postgres://user:50%@host/d'],
    ['HOST', 'localhost:3978'],
    ['EXPERTS_CHANNEL', 'teams:{"id":1}'],
    ['EXPERTS_CHANNEL', 'https://teams.microsoft.com/l/channel/%zz'],
    ['DATA_DIR', '~/spread-bot'],
    ['KNOWLEDGE_DIR', 'knowledge,~/local']
  ])('%s=%s is refused', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} is .*Write`))]);
    expect(problemsOf({ [name]: value })[0]).not.toContain('secret');
  });

  test.each([
    ['DATABASE_URL', 'postgres://u:p%40ss@[::1]:5432/db?sslmode=require'],
    ['DATABASE_URL', 'postgresql:///db?host=/run/postgresql'],
    ['HOST', '::'],
    ['HOST', 'fe80::1%eth0'],
    ['PUBLIC_URL', 'https://bot.example.nhs.uk/'],
    ['CURATORS_CHANNEL', 'teams:{"id":"19:a","url":"https://smba.infra.gcc.teams.microsoft.com/teams","bot":"28:x"}']
  ])('%s=%s is taken', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([]);
  });

  test.each([
    ['EDITORS_AS', '"QI team"'],
    ['MicrosoftAppPassword', "'a~secret~value~of~some~length'"],
    ['SLACK_BOT_TOKEN', '"xoxb-1-secret"']
  ])('%s in quotation marks, as files for Docker and Kubernetes keep them, is told', (name, value) => {
    const [problem] = problemsOf({ ...teams, SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1', [name]: value });
    expect(problem).toMatch(new RegExp(`^${name} is in quotation marks, .*: leave them out\\.`));
    expect(problem).not.toContain('secret~value');
  });

  test('quotation marks within a value are its own', () => {
    expect(problemsOf({ EDITORS_AS: '"QI" team, "Ward 7"', PLAYGROUND_OWNER: '"' })).toEqual([]);
  });

  test('an id of Slack’s without its workspace, where several workspaces are served', () => {
    const several = {
      SLACK_CLIENT_ID: '12345.678',
      SLACK_CLIENT_SECRET: 'c'.repeat(32),
      SLACK_STATE_SECRET: 's'.repeat(32),
      SLACK_SIGNING_SECRET: '0'.repeat(32)
    };
    const people = { EDITORS: 'slack:T1AA/U0ONE, teams:some-object-id', TIPS_ADMINS: 'slack:E1AA/U0TWO' };
    const channels = { CURATORS_CHANNEL: 'slack:T1AA/C0123', EXPERTS_CHANNEL: 'teams:19:abc@thread.tacv2' };
    expect(problemsOf({ ...several, ...people, ...channels })).toEqual([]);
    const bare = {
      EDITORS: 'slack:T1AA/U0ONE,slack:U0TWO',
      TIPS_ADMINS: 'slack:U0THREE',
      EXPERTS_CHANNEL: 'slack:C0123'
    };
    expect(problemsOf({ ...several, ...channels, ...bare })).toEqual([
      expect.stringMatching(/^EDITORS names slack:U0TWO without its workspace.*Write slack:T…\/U0TWO/),
      expect.stringMatching(/^TIPS_ADMINS names slack:U0THREE/),
      expect.stringMatching(/^EXPERTS_CHANNEL names slack:C0123/)
    ]);
    expect(problemsOf({ ...several, ...bare, SLACK_WORKSPACES: 'T1AA' })).toEqual([]);
    expect(problemsOf({ ...several, ...bare, SLACK_WORKSPACES: 'T1AA,T2AA' })).toHaveLength(3);
    const own = { SLACK_BOT_TOKEN: 'xoxb-1', EXPERTS_CHANNEL: 'slack:C0123' };
    expect(problemsOf({ ...several, ...own })).toEqual([]);
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0'.repeat(32), ...bare })).toEqual([]);
  });

  test('a wrong secret is never repeated', () => {
    const secret = 'hunter2hunter2!hunter2';
    expect(problemsOf({ SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: secret }).join('\n')).not.toContain(secret);
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector://bot:pa55/word@collector:4318'],
    ['MicrosoftAppId', 'abc8Q~pa55wordpa55wordpa55wordpa55word'],
    ['PUBLIC_URL', 'https://bot:pa55word@example.nhs.uk']
  ])('nor a password in %s', (name, value) => {
    const { problems } = readConfig({ [name]: value });
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${name} is `)));
    expect(problems.join()).not.toContain('pa55');
  });

  test('the usual variables of a machine are left alone', () => {
    expect(
      problemsOf({ PATH: '/bin', HOME: '/root', HOSTNAME: 'x', PORTS: '1', TERM: 'xterm', DATABASE: 'x' })
    ).toEqual([]);
  });
});

test('what replicas name voters with is what the platforms gave out, not what differs from machine to machine', () => {
  const here = configOf({ ...teams, HTTPS_PROXY: 'http://proxy-a:8080', DATABASE_URL: 'postgres://a:b@near/db' });
  const there = configOf({ ...teams, DATABASE_URL: 'postgres://a:b@far/db' });
  expect(sharedSecrets(here)).toEqual([teams.MicrosoftAppPassword]);
  expect(sharedSecrets(there)).toEqual(sharedSecrets(here));
});

describe("the names that Microsoft's teams command writes", () => {
  const theirs = { CLIENT_ID: appId, CLIENT_SECRET: 'x'.repeat(30), TENANT_ID: appId };

  test('are read as ours', () => {
    const config = configOf(theirs);
    expect(config.teams).toMatchObject({
      appId,
      tenantId: appId,
      appPassword: 'x'.repeat(30),
      appType: 'SingleTenant'
    });
    expect(config.secrets).toContain('x'.repeat(30));
  });

  test('give way to ours, and a wrong one is told of by our name', () => {
    const own = appId.replace(/^./, '2');
    const config = configOf({ ...theirs, MicrosoftAppId: own });
    expect(config.teams?.appId).toBe(own);
    expect(readConfig({ ...theirs, CLIENT_ID: 'x' }).problems[0]).toMatch(/^MicrosoftAppId is "x"/);
  });
});
