import fc from 'fast-check';
import type { Conversation, Message } from '../../src/core/model/message.ts';
import { gapWording, knownEntry, type RightsWorld } from './rights-world.ts';

/** Deed of somebody: which of the people, workspaces, channels and deeds, and which of the ids that are known by now. */
export const deed = fc.record({
  person: fc.nat(2),
  workspace: fc.nat(4),
  channel: fc.nat(4),
  what: fc.nat(1000),
  which: fc.nat(30)
});
export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Each id is that of three or more people. */
const people = ['UAA', 'UBB', 'UCC'];
export const workspaces = ['slack:T1A', 'slack:T2A', 'slack:T3A', 'teams:A', 'teams:B'];
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

/** Returns the words that stand in everything one workspace writes, and in nothing that another may see. */
export const markOf = (workspace: number): { word: string; time: string } => ({
  word: `word-of-${['one', 'two', 'three', 'four', 'five'][workspace]}`,
  time: `10:0${workspace + 1}`
});

export type Touches = 'tips' | 'entries' | 'gaps' | 'asker' | 'experts' | 'nothing';

/** Returns the message of a deed, and what it would touch if it were allowed. */
export function messageOf(one: Deed, world: RightsWorld, serial: number): { message: Message; touches: Touches } {
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
  const known = world.handovers();
  const handover = [...known, ...forgedIds][one.which % (known.length + forgedIds.length)]!;
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
      message: form('experts.ask', `${handover} ${entry}`, { question: `what about ${word}` }),
      touches: 'asker'
    }),
    () => ({ message: press(one.which % 2 ? 'experts.withdraw' : 'experts.again', handover), touches: 'asker' }),
    () => ({
      message: press(`experts.${['take', 'close', 'answer', 'resend'][one.which % 4]}`, handover),
      touches: 'experts'
    }),
    () => ({ message: form('experts.answer', handover, { answer: 'Ask the library.' }), touches: 'experts' }),
    () => ({ message: { kind: 'feedback', ...said, about: entry, helpful: one.which % 2 > 0 }, touches: 'nothing' }),
    () => ({ message: form('feedback.reason', entry, { reason: `nothing on ${word}` }), touches: 'nothing' }),
    () => ({ message: form(`curate.${handover}`, handover, { question: word }), touches: 'nothing' })
  ];
  const made = deeds[one.what % deeds.length]!();
  // Every other one from where the experts are: of all places only there something comes of it.
  if (made.touches !== 'experts' || one.what % 2) return made;
  const place: Conversation = { platform: 'slack', tenant: 'T1A', address: 'C9', direct: false };
  return { ...made, message: { ...made.message, conversation: place } };
}
