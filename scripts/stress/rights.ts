import fc from 'fast-check';
import type { Conversation, Message } from '../../src/core/message.ts';
import { gapWording, knownEntry, openRightsWorld, type RightsWorld, type Traces } from './rights-world.ts';
import type { Verdict } from './verdict.ts';
import type { StressOptions } from './world.ts';

export interface RightsOptions extends Pick<StressOptions, 'seed'> {
  operations: number;
}

/** What somebody does: which of the people, workspaces, channels and deeds, and which of the ids that are known by now. */
const deed = fc.record({
  person: fc.nat(2),
  workspace: fc.nat(4),
  channel: fc.nat(4),
  what: fc.nat(1000),
  which: fc.nat(30)
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const people = ['UAA', 'UBB', 'UCC'];
const workspaces = ['slack:T1A', 'slack:T2A', 'slack:T3A', 'teams:A', 'teams:B'];
/** C8 and C9 of the first workspace are the editors' and the experts'; the last is a conversation of one person's own. */
const channels = ['C1', 'C2', 'C8', 'C9', 'own'];
const forgedIds = [
  '',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '00000000-0000-0000-0000-000000000000',
  '{"id":"squire-2"}'
];
const changesOfTips = ['weekly monday', 'every friday', 'pause', 'resume', 'skip', 'stop'];
const presses = ['add', 'new', 'edit', 'publish', 'withdraw', 'wording', 'list'];

/** Who may, said once more and apart from the program: as `platform:workspace`, then the person. */
const editors = ['slack:T1A UAA', 'slack:T2A UBB', 'teams:A UCC', 'teams:B UCC'];
const tipsAdmins = ['slack:T2A UAA', 'slack:T3A UCC', 'teams:A UAA', 'teams:B UAA'];
const curatorsChannel = 'slack:T1A C8';
const expertsChannel = 'slack:T1A C9';

/** Words that stand in everything one workspace writes, and in nothing that another is to see. */
const markOf = (workspace: number): { word: string; time: string } => ({
  word: `word-of-${['one', 'two', 'three', 'four', 'five'][workspace]}`,
  time: `10:0${workspace + 1}`
});

type Touches = 'tips' | 'entries' | 'gaps' | 'asker' | 'experts' | 'nothing';

/** The message of a deed, and what it would touch if it were allowed. */
function messageOf(one: Deed, world: RightsWorld, serial: number): { message: Message; touches: Touches } {
  const [platform = '', tenant = ''] = workspaces[one.workspace]!.split(':');
  const id = people[one.person]!;
  const direct = channels[one.channel] === 'own';
  const address = direct ? `D-${id}` : channels[one.channel]!;
  const conversation: Conversation = {
    platform,
    tenant,
    address,
    direct,
    ...(platform === 'teams' && { place: `${tenant}/${address}` })
  };
  const own: Conversation = { platform, tenant, address: `D-${id}`, direct: true };
  const said = { id: `d${serial}`, conversation, from: { id, name: `${id} of ${tenant}`, direct: own } };
  const { word, time } = markOf(one.workspace);
  const known = world.handOvers();
  const handOver = [...known, ...forgedIds][one.which % (known.length + forgedIds.length)]!;
  const entry = one.which % 4 > 0 ? knownEntry : forgedIds[one.which % forgedIds.length]!;
  const press = (action: string, value: string): Message => ({ kind: 'action', ...said, action, value });
  const form = (name: string, value: string, fields: Record<string, string>): Message => ({
    ...{ kind: 'form', ...said },
    ...{ form: name, value, fields }
  });
  const change = `${changesOfTips[one.which % changesOfTips.length]} ${one.which % 6 < 2 ? time : ''}`.trim();
  const deeds: readonly (() => { message: Message; touches: Touches })[] = [
    () => ({ message: { kind: 'command', ...said, name: 'tips', rest: change }, touches: 'tips' }),
    () => ({ message: { kind: 'question', ...said, text: `tips ${change}` }, touches: 'tips' }),
    () => ({ message: press('tips', change), touches: 'tips' }),
    () => ({
      message: { kind: 'command', ...said, name: 'tips', rest: one.which % 2 ? 'status' : 'next' },
      touches: 'nothing'
    }),
    () => ({ message: { kind: 'question', ...said, text: `what is squire ${word}` }, touches: 'nothing' }),
    () => ({ message: { kind: 'command', ...said, name: 'entries', rest: `undo ${entry}` }, touches: 'entries' }),
    () => ({
      message: { kind: 'command', ...said, name: 'entries', rest: one.which % 2 ? '' : `edit ${entry}` },
      touches: 'nothing'
    }),
    () => ({ message: press(`curate.${presses[one.which % presses.length]}`, `${entry} words`), touches: 'nothing' }),
    () => ({
      message: form('curate.wording', JSON.stringify({ id: entry, mark: '0' }), {
        wording: `how many cycles ${serial}`
      }),
      touches: 'entries'
    }),
    () => ({
      message: form('curate.publish', JSON.stringify({ id: entry, mark: '0' }), { review_by: '2027-11-23' }),
      touches: 'entries'
    }),
    () => ({ message: form('curate.withdraw', JSON.stringify({ id: entry, mark: '0' }), {}), touches: 'entries' }),
    () => ({
      message: form('curate.entry', JSON.stringify({ id: entry, mark: '0' }), { title: 'SQUIRE' }),
      touches: 'entries'
    }),
    () => ({
      message: press(one.which % 2 ? 'digest.ignore' : 'digest.restore', `2026-W47 ${gapWording}`),
      touches: 'gaps'
    }),
    () => ({ message: press('experts.ask', `${entry} what about ${word}`), touches: 'nothing' }),
    () => ({
      message: form('experts.ask', `${handOver} ${entry}`, { question: `what about ${word}` }),
      touches: 'asker'
    }),
    () => ({ message: press(one.which % 2 ? 'experts.withdraw' : 'experts.again', handOver), touches: 'asker' }),
    () => ({
      message: press(`experts.${['take', 'close', 'answer', 'resend'][one.which % 4]}`, handOver),
      touches: 'experts'
    }),
    () => ({ message: form('experts.answer', handOver, { answer: 'Ask the library.' }), touches: 'experts' }),
    () => ({ message: { kind: 'feedback', ...said, about: entry, helpful: one.which % 2 > 0 }, touches: 'nothing' }),
    () => ({ message: form('feedback.reason', entry, { reason: `nothing on ${word}` }), touches: 'nothing' }),
    () => ({ message: form(`curate.${handOver}`, handOver, { question: word }), touches: 'nothing' })
  ];
  const made = deeds[one.what % deeds.length]!();
  // Every other one from where the experts are: of all places only there something comes of it.
  if (made.touches !== 'experts' || one.what % 2) return made;
  const place: Conversation = { platform: 'slack', tenant: 'T1A', address: 'C9', direct: false };
  return { ...made, message: { ...made.message, conversation: place } };
}

/** Counts votes as they should be counted: one of each person for each entry, the last that holds. */
function createBallot() {
  const votes = new Map<string, boolean>();
  return {
    count({ conversation, from, ...said }: Message): void {
      const thumb = said.kind === 'feedback' && said.about === knownEntry ? said.helpful : undefined;
      const reason = said.kind === 'form' && said.form === 'feedback.reason' && said.value === knownEntry;
      const voter = `${conversation.platform} ${conversation.tenant} ${from.id}`;
      if (thumb !== undefined || reason) votes.set(voter, thumb ?? false);
    },
    result: () => {
      const helpful = [...votes.values()].filter(Boolean).length;
      return { helpful, unhelpful: votes.size - helpful };
    }
  };
}

/** What the model says of one change that was found. */
function mayHaveChanged(
  name: string,
  touches: Touches,
  { conversation, from }: Message,
  before: Traces,
  after: Traces
): boolean {
  const workspace = `${conversation.platform}:${conversation.tenant}`;
  const person = `${workspace} ${from.id}`;
  const channel = `${workspace} ${conversation.address}`;
  if (name === 'entries') return touches === 'entries' && editors.includes(person);
  if (name === 'gaps') return touches === 'gaps' && (editors.includes(person) || channel === curatorsChannel);
  if (name.startsWith('tips ')) {
    const place = `tips ${conversation.platform}/${conversation.tenant}/${conversation.place ?? conversation.address}`;
    return touches === 'tips' && tipsAdmins.includes(person) && name === place;
  }
  if (touches === 'experts') return channel === expertsChannel;
  const { asker } = JSON.parse(before.get(name) ?? after.get(name) ?? '{}') as { asker?: Conversation };
  return touches === 'asker' && asker?.platform === conversation.platform && asker.tenant === conversation.tenant;
}

/** What a workspace must never be told: words and times of another, but where the experts work. */
function strange(workspace: number, at: Conversation, text: string): string | undefined {
  if (`${at.platform}:${at.tenant} ${at.address}` === expertsChannel) return undefined;
  const others = workspaces.map((_, other) => other).filter((other) => other !== workspace);
  return others.flatMap((other) => Object.values(markOf(other))).find((mark) => text.includes(mark));
}

/**
 * Random people of five workspaces do random things, with each other's ids and with forged ones; a small model says what of it
 * may change anything. The settings are read, and the parts connected, as in the program.
 */
export async function rights({ operations, seed }: RightsOptions): Promise<Verdict[]> {
  const length = Math.min(100, operations);
  const effects: Record<string, number> = {};
  let done = 0;
  const property = fc.asyncProperty(fc.array(deed, { minLength: length, maxLength: length }), async (deeds) => {
    const world = await openRightsWorld();
    const ballot = createBallot();
    try {
      let before = await world.traces();
      for (const [serial, one] of deeds.entries()) {
        const { message, touches } = messageOf(one, world, serial);
        const reply = await world.say(message);
        const after = await world.traces();
        done += 1;
        ballot.count(message);
        for (const name of new Set([...before.keys(), ...after.keys()])) {
          if (before.get(name) === after.get(name)) continue;
          const told = `${JSON.stringify(message)} changed ${name} from ${before.get(name)} to ${after.get(name)}`;
          if (!mayHaveChanged(name, touches, message, before, after)) throw new Error(told);
          effects[touches] = (effects[touches] ?? 0) + 1;
        }
        const shown = strange(one.workspace, message.conversation, JSON.stringify(reply?.card ?? {}));
        if (shown) throw new Error(`${JSON.stringify(message)} was told "${shown}" of another workspace`);
        for (const { to, text } of world.sent()) {
          const workspace = workspaces.indexOf(`${to.platform}:${to.tenant}`);
          const sent = strange(workspace, to, text);
          if (workspace < 0 || sent) throw new Error(`${JSON.stringify(to)} was sent "${sent}" of another workspace`);
        }
        before = after;
      }
      const [is, should] = [await world.votes(), ballot.result()];
      if (is.helpful !== should.helpful || is.unhelpful !== should.unhelpful) {
        throw new Error(`votes are ${JSON.stringify(is)} and should be ${JSON.stringify(should)}`);
      }
      if (world.faults().length > 0) throw new Error(`faults: ${world.faults().join(', ')}`);
    } finally {
      await world.close();
    }
  });
  const run = await fc.check(property, { seed, numRuns: Math.ceil(operations / length), endOnFailure: true });
  const fault = run.failed ? `: ${run.errorInstance instanceof Error ? run.errorInstance.message : 'failed'}` : '';
  const counted = Object.entries(effects).map(([touches, times]) => `${times} of ${touches}`);
  return [
    {
      goal: 'rights: nobody changes what is not theirs to change, and nothing crosses workspaces',
      measured: `${done} operations (seed ${seed}), changes that were allowed: ${counted.join(', ')}${fault}`,
      met:
        !run.failed &&
        done >= operations &&
        ['tips', 'entries', 'gaps', 'asker', 'experts'].every((part) => effects[part])
    }
  ];
}
