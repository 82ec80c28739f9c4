import fc from 'fast-check';
import type { Conversation, Message } from '../../src/core/model/message.ts';
import { deed, markOf, messageOf, type Touches, workspaces } from './rights-deeds.ts';
import { knownEntry, openRightsWorld, type Traces } from './rights-world.ts';
import type { Verdict } from './verdict.ts';
import type { StressOptions } from './world.ts';

export interface RightsOptions extends Pick<StressOptions, 'seed'> {
  operations: number;
}

/** Permissions, stated apart from the program: as `platform:workspace`, then the person. */
const editors = ['slack:T1A UAA', 'slack:T2A UBB', 'teams:A UCC', 'teams:B UCC'];
const tipsAdmins = ['slack:T2A UAA', 'slack:T3A UCC', 'teams:A UAA', 'teams:B UAA'];
const curatorsChannel = 'slack:T1A C8';
const expertsChannel = 'slack:T1A C9';

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

/** Returns the verdict of the model on one change that was found. */
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

/** Texts a workspace must never see: words and times of another, but where the experts work. */
function strange(workspace: number, at: Conversation, text: string): string | undefined {
  if (`${at.platform}:${at.tenant} ${at.address}` === expertsChannel) return undefined;
  const others = workspaces.map((_, other) => other).filter((other) => other !== workspace);
  return others.flatMap((other) => Object.values(markOf(other))).find((mark) => text.includes(mark));
}

/**
 * Lets random people of five workspaces do random things, with each other's ids and with forged ones; a small model says what of it
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
