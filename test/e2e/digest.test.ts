import { afterEach, describe, expect, test } from '@jest/globals';
import { openBothPlatforms } from '../support/both-platforms.ts';
import { reportParts } from '../support/report-parts.ts';

const monday = Date.UTC(2026, 10, 16);
const week = 7 * 86_400_000;
const due = monday + week + 9 * 3_600_000;
const { knowledge, matcher } = reportParts();
const inSlack = 'C0CURATORS';
const inTeams = '19:curators@thread.tacv2';

/** The clock of the bot: shortly after the first digest. */
const now = (): number => due;

let both: Awaited<ReturnType<typeof openBothPlatforms>>;
afterEach(async () => {
  await both.close();
  expect(both.fakeSlack.complaints).toEqual([]);
  expect(both.lines.filter(({ level }) => level === 'error')).toEqual([]);
});

async function ask(at: number, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await both.store.questions.record({ at, platform: 'slack', outcome: 'none', confidence: 0.1, text });
  }
}

/** The same on either platform: what stands on the newest card of the editors' channel, and pressing a button on it. */
const places = {
  Slack: {
    curators: () => `https://hospital.slack.com/archives/${inSlack}`,
    cards: () => both.slack.at(inSlack).map(({ blocks }) => JSON.stringify(blocks)),
    press: (label: string) => both.slack.press(inSlack, label)
  },
  Teams: {
    curators: (url: string) => `teams:${JSON.stringify({ id: inTeams, url, bot: '28:bot' })}`,
    cards: () => both.teams.at(inTeams).map(({ body }) => JSON.stringify(body)),
    press: (label: string) => both.teams.press(inTeams, label)
  }
};

describe.each(Object.entries(places))('the digest in %s', (_, { curators, cards, press }) => {
  test('arrives on Monday once, a gap is ignored there and then, and the next digest leaves it out', async () => {
    both = await openBothPlatforms(
      () => 'slack:C0EXPERTS',
      curators,
      () => ({ knowledge, matcher }),
      [],
      now
    );
    await ask(
      monday + 5,
      'who pays for open access fees',
      'open acces fees, who pays them',
      'where do I park my bicycle'
    );
    for (let minute = -2; minute < 3; minute += 1) await both.digest.run(due + minute * 60_000);
    expect(cards()).toHaveLength(1);
    expect(cards()[0]).toMatch(/Last week: 3 questions, 2 gaps.*open access fees.*park my bicycle/s);

    await press('Ignore');
    expect(cards()).toHaveLength(1);
    expect(cards()[0]).toMatch(/3 questions, 1 gap.*open access fees.*Ignored for 90 days.*Undo.*park my bicycle/s);
    expect(await both.store.gaps.ignored()).toMatchObject([
      { wordings: ['who pays for open access fees', 'open acces fees, who pays them'] }
    ]);

    await ask(monday + week + 5, 'Open access fees - who pays?', 'bicycles, where to park');
    await both.digest.run(due + week);
    expect(cards()).toHaveLength(2);
    expect(cards()[1]).toMatch(/Last week: 2 questions, 1 gap/);
    expect(cards()[1]).toContain('bicycles, where to park');
    expect(cards()[1]).not.toMatch(/open.access fees/i);
  });

  test('takes a gap up again', async () => {
    both = await openBothPlatforms(
      () => 'slack:C0EXPERTS',
      curators,
      () => ({ knowledge, matcher }),
      [],
      now
    );
    await ask(monday + 5, 'who pays for open access fees');
    await both.digest.run(due);
    await press('Ignore');
    await press('Undo');
    expect(cards()).toHaveLength(1);
    expect(cards()[0]).toContain('1 question, 1 gap');
    expect(cards()[0]).not.toContain('Ignored');
    expect(await both.store.gaps.ignored()).toEqual([]);
  });
});

test('a press from elsewhere changes nothing, and one on a question that is no longer kept says so', async () => {
  both = await openBothPlatforms(
    () => 'slack:C0EXPERTS',
    places.Slack.curators,
    () => ({ knowledge, matcher }),
    [],
    now
  );
  await ask(monday + 5, 'who pays for open access fees');
  await both.digest.run(due);
  const press = (address: string, value: string, id = 'U0X') =>
    both.digest.chatModule.press(
      {
        kind: 'action',
        id: address + value,
        action: 'digest.ignore',
        value,
        conversation: { platform: 'slack', address, direct: false },
        from: { id }
      },
      due
    );
  const value = '2026-W47 who pays for open access fees';
  await expect(press('C0OTHER', value)).rejects.toThrow('Only the knowledge editors can do that');
  for (const other of ['2026-W47 never asked', '2026-W99 x', '', 'x', '2026-W45 who pays for open access fees']) {
    await expect(press(inSlack, other)).rejects.toThrow('That question is no longer kept');
  }
  expect(await both.store.gaps.ignored()).toEqual([]);
  await expect(press('C0OTHER', value, 'U0EDITOR')).resolves.toMatchObject({ inPlace: true });
  expect(await both.store.gaps.ignored()).toHaveLength(1);
});
