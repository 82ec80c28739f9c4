import { describe, expect, test } from '@jest/globals';
import { type AssessmentParts, createAssessments } from '../../../src/core/assessments/chat-module.ts';
import type { Assessment } from '../../../src/core/model/assessment.ts';
import type { Knowledge } from '../../../src/core/model/entry.ts';
import type { Form } from '../../../src/core/model/form.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import { shipped, shippedAssessments } from '../../support/assessments.ts';
import { aKnowledge } from '../../support/entries.ts';

const now = Date.UTC(2030, 2, 1, 9);
const said = {
  id: 'message-1',
  conversation: { platform: 'test', address: 'channel-1', direct: false },
  from: { id: 'person-1' }
};

function moduleWith(
  assessments: ReadonlyMap<string, Assessment> = shippedAssessments(),
  counting?: AssessmentParts['counting']
) {
  let knowledge: Knowledge = { ...aKnowledge(), assessments };
  const chatModule = createAssessments({ knowledge: () => knowledge, ...(counting && { counting }) });
  return {
    change: (changed: ReadonlyMap<string, Assessment>): void => {
      knowledge = { ...knowledge, assessments: changed };
    },
    command: (rest: string) => chatModule.command!({ ...said, kind: 'command', name: 'assess', rest }, now),
    press: (action: string, value: string) => chatModule.press({ ...said, kind: 'action', action, value }, now),
    submit: ({ id: form, value }: Form, fields: Record<string, string>, back?: boolean) =>
      chatModule.submit({ ...said, kind: 'form', form, value, fields, ...(back && { back }) }, now)
  };
}

/** Answers every page of a form by `choose`, until there is none; returns the result and how many pages there were. */
async function fillIn(
  { submit }: ReturnType<typeof moduleWith>,
  first: Reply,
  choose: (id: string) => string | undefined
): Promise<{ reply: Reply; pages: number }> {
  let reply = first;
  let pages = 0;
  while (reply.form) {
    expect(++pages).toBeLessThan(12);
    const fields = reply.form.fields.flatMap(({ id }) => {
      const answer = choose(id);
      return answer === undefined ? [] : [[id, answer] as const];
    });
    reply = await submit(reply.form, Object.fromEntries(fields));
  }
  return { reply, pages };
}

describe('assess', () => {
  test('lists all that can be done, and finds one by a word of its name', async () => {
    const { command } = moduleWith();
    expect((await command('will it last')).audience).toBe('asker');
    expect((await command('')).audience).toBe('asker');
    expect((await command('')).card.tiles).toHaveLength(shippedAssessments().size);
    expect((await command('will it last')).card.title).toBe('Will it last?');
    expect((await command('Ready-to-spread')).card.title).toBe('Is it ready to spread?');
    expect((await command('horoscope')).card.text).toMatch(/no assessment of that name/);
  });

  test('nothing is chosen beforehand, and every step of a scale is to be seen', async () => {
    const { press } = moduleWith();
    const { form } = await press('assess.start', 'will-it-last full');
    const choices = form!.fields.filter(({ kind }) => kind === 'choice');
    expect(choices.map(({ value, expanded, options }) => [value, expanded, options!.length])).toEqual(
      choices.map(() => [undefined, true, 7])
    );
    expect(form!.text).toContain(shipped('will-it-last', 'rated').notice);
  });

  test('three pages of factors end in what to put right first, without a total', async () => {
    const module = moduleWith();
    const first = await module.press('assess.start', 'will-it-last full');
    const { reply, pages } = await fillIn(module, first, (id) =>
      id === 'project' ? 'Falls huddle' : id === 'owner' ? '0' : '4'
    );
    expect(pages).toBe(3);
    expect(reply.audience).toBe('asker');
    expect(reply.card.quote).toBe('Falls huddle');
    expect(reply.card.tiles!.map(({ title }) => title)).toEqual(['1. A named person owns it, and has a stand-in']);
    expect(reply.card.note).toMatch(/not a measurement/i);
    expect(JSON.stringify(reply.card)).not.toMatch(/\d+ ?%|total score|out of 48/i);
  });

  test('a plan takes over what the check before it found low, names it at the fields that can help, and no more than that', async () => {
    const module = moduleWith();
    const first = await module.press('assess.start', 'ready-to-spread full');
    const { reply } = await fillIn(module, first, (id) => (id === 'cost' || id === 'support' ? '0' : '4'));
    const next = reply.card.actions!.find(({ id }) => id === 'assess.show')!;
    const card = (await module.press(next.id, next.value)).card;
    let { form } = await module.press('assess.start', card.actions![0]!.value);
    expect(form!.text).toMatch(
      /needed most action: “Somebody has the time to help new teams”, “We can say honestly what it costs/
    );
    const hints: Record<string, string | undefined> = {};
    while (form) {
      for (const { id, hint } of form.fields) hints[id] = /Low in your check: .*/.exec(hint ?? '')?.[0];
      const given = form.fields.map(({ id }) => [id, 'Ten wards by June']);
      ({ form } = await module.submit(form, Object.fromEntries(given)));
    }
    const low = Object.entries(hints).filter(([, hint]) => hint);
    expect(low).toEqual([
      ['worth', 'Low in your check: “We can say honestly what it costs and what it saves”.'],
      ['help', 'Low in your check: “Somebody has the time to help new teams”.']
    ]);
    const altered = await module.press('assess.start', `spread-plan full nobody,__proto__,${'x'.repeat(500)}`);
    expect(altered.form!.text).not.toMatch(/In your check/);
    expect((await module.press('assess.start', 'spread-plan full')).form!.text).not.toMatch(/In your check/);
  });

  test('a quick version has one page', async () => {
    const module = moduleWith();
    const { pages } = await fillIn(module, await module.press('assess.start', 'will-it-last quick'), () => 'dont_know');
    expect(pages).toBe(1);
  });

  test('going back keeps what was typed on both pages', async () => {
    const { press, submit } = moduleWith();
    const { form: first } = await press('assess.start', 'will-it-last full');
    const asked = first!.fields.map(({ id }) => id).filter((id) => id !== 'project');
    const { form: second } = await submit(first!, { [asked[0]!]: '2' });
    const onSecond = second!.fields[0]!.id;
    const { form: again } = await submit(second!, { [onSecond]: '4' }, true);
    expect(again!.fields[0]).toMatchObject({ id: asked[0], value: '2' });
    const { form: forth } = await submit(again!, { [asked[0]!]: '3' });
    expect(forth!.fields[0]).toMatchObject({ id: onSecond, value: '4' });
  });

  test('a tree asks one question at a time, asks again where none was chosen, and goes back a step', async () => {
    const { press, submit } = moduleWith();
    const { form: first } = await press('assess.start', 'is-it-research full');
    expect(first!.fields).toHaveLength(1);
    const { form: unanswered } = await submit(first!, {});
    expect(unanswered!.fields[0]!.id).toBe('special');
    expect(unanswered!.text).toMatch(/Choose one/);
    const { form: second } = await submit(first!, { special: '1' });
    expect(second!.fields[0]!.id).toBe('chance');
    const { form: back } = await submit(second!, {}, true);
    expect(back!.fields[0]).toMatchObject({ id: 'special', value: '1' });
  });

  test('nobody is told of changed questions where none have changed', async () => {
    const module = moduleWith();
    for (const { id } of shippedAssessments().values()) {
      let { form } = await module.press('assess.start', `${id} full`);
      while (form) {
        expect([id, form.text]).toEqual([id, expect.not.stringMatching(/have changed|cannot read/)]);
        const given = form.fields.map((field) => [field.id, field.options?.at(-1)?.value ?? 'Ten wards by June']);
        ({ form } = await module.submit(form, Object.fromEntries(given)));
      }
    }
  });

  test('a tree ends after its flags, ticked or not', async () => {
    const module = moduleWith();
    const to = (flags: string | undefined) => async () => {
      const start = await module.press('assess.start', 'is-it-research full');
      const answers: Record<string, string | undefined> = {
        special: '1',
        chance: '1',
        care: '1',
        wider: '1',
        main: '1',
        flags
      };
      return fillIn(module, start, (id) => answers[id]);
    };
    const without = await to(undefined)();
    expect(without.reply.card.title).toBe('This sounds like quality improvement');
    expect(without.reply.card.text).toContain(shipped('is-it-research', 'tree').always.says);
    const ticked = await to('degree')();
    expect(ticked.reply.card.text).toMatch(/university/);
  });

  test('a file that changed between two steps keeps what fits and says so', async () => {
    const { press, submit, change } = moduleWith();
    const { form } = await press('assess.start', 'will-it-last full');
    const asked = form!.fields[0]!.id;
    const newer = { ...shipped('will-it-last', 'rated'), version: 2 };
    change(new Map([[newer.id, newer]]));
    const { form: again } = await submit(form!, { [asked]: '1' });
    expect(again!.text).toMatch(/questions have changed/);
    expect(again!.fields[0]).toMatchObject({ id: asked, value: '1' });
    change(new Map());
    await expect(submit(again!, {})).rejects.toThrow(/not there any more/);
  });

  test('personal details in a name are masked before they stand anywhere', async () => {
    const module = moduleWith();
    const start = await module.press('assess.start', 'will-it-last quick');
    const { reply } = await fillIn(module, start, (id) =>
      id === 'project' ? 'Falls of NHS number 943 476 5919' : '1'
    );
    expect(JSON.stringify(reply)).not.toContain('943 476 5919');
  });

  test.each(['', '{}', '{"assessment":"will-it-last","version":1,"page":-1,"packed":""}'])(
    'altered form data is refused in plain words: %s',
    async (value) => {
      const { submit } = moduleWith();
      await expect(submit({ id: 'assess.step', title: '', value, fields: [], submit: '' }, {})).rejects.toThrow(
        /do not know that form/
      );
    }
  );
});

describe('counting', () => {
  function counted() {
    const steps: string[] = [];
    const add = async (assessment: string, step: string, day: string): Promise<void> => {
      steps.push(`${day} ${assessment} ${step}`);
    };
    const counting = { counts: { add }, onFailure: (error: unknown) => expect(error).toBeUndefined() };
    return { steps, module: moduleWith(shippedAssessments(), counting) };
  }

  test('each page is counted once, however often somebody goes back, and then the end', async () => {
    const { steps, module } = counted();
    const { form: first } = await module.press('assess.start', 'will-it-last full');
    const { form: second } = await module.submit(first!, {});
    const { form: back } = await module.submit(second!, {}, true);
    await fillIn(module, await module.submit(back!, {}), () => 'dont_know');
    expect(steps).toEqual(['page-1', 'page-2', 'page-3', 'end-3'].map((step) => `2030-03-01 will-it-last ${step}`));
  });

  test('a tree is counted by question, and the question at which it ended', async () => {
    const { steps, module } = counted();
    const start = await module.press('assess.start', 'is-it-research full');
    const { pages } = await fillIn(module, start, (id) => (id === 'flags' ? undefined : '1'));
    expect(steps.map((step) => step.split(' ')[2])).toEqual([
      ...Array.from({ length: pages }, (_, index) => `page-${index + 1}`),
      `end-${pages}`
    ]);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('disk full'))],
    ['never answers', () => new Promise<never>(() => undefined)],
    [
      'throws',
      () => {
        throw new Error('closed');
      }
    ]
  ])('a store that %s disturbs nobody', async (_how, add) => {
    const failures: unknown[] = [];
    const counting = { counts: { add }, onFailure: (error: unknown) => failures.push(error) };
    const module = moduleWith(shippedAssessments(), counting);
    const { reply } = await fillIn(module, await module.press('assess.start', 'will-it-last quick'), () => '2');
    expect(reply.card.note).toMatch(/not a measurement/i);
    expect(failures.length).toBe(_how === 'never answers' ? 0 : 2);
  });
});
