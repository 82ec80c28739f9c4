import { describe, expect, test } from '@jest/globals';
import { type Conversation, isIn, isNamed } from '../../../src/core/model/message.ts';

describe('who is named', () => {
  const by = (id: string, tenant?: string, platform = 'slack') => ({
    conversation: { platform, ...(tenant && { tenant }) },
    from: { id }
  });

  test('with a workspace, nobody of the same id in another, nor where none is told', () => {
    const people = new Set(['slack:T1/U1']);
    expect([by('U1', 'T1'), by('U1', 'T2'), by('U1'), by('U2', 'T1')].map((one) => isNamed(people, one))).toEqual([
      ...[true, false, false, false]
    ]);
    expect(isNamed(people, by('T1/U1', 'T2'))).toBe(false);
  });

  test('without one, that id on that platform', () => {
    const people = new Set(['slack:U1']);
    expect([by('U1', 'T1'), by('U1'), by('U1', 'T1', 'teams')].map((one) => isNamed(people, one))).toEqual([
      ...[true, true, false]
    ]);
  });
});

describe('in which channel', () => {
  const at = (more: Partial<Conversation>): Conversation => ({
    platform: 'slack',
    address: 'C1',
    direct: false,
    ...more
  });

  test.each<[string, Partial<Conversation>, Partial<Conversation>, boolean]>([
    ['the channel itself', {}, { tenant: 'T1' }, true],
    ['a thread in it', {}, { address: 'C1/1.1', home: 'C1', tenant: 'T1' }, true],
    ['another channel', {}, { address: 'C2' }, false],
    ['another platform', {}, { platform: 'teams' }, false],
    ['a channel of the same id in another workspace', { tenant: 'T1' }, { tenant: 'T2' }, false],
    ['the same in its own', { tenant: 'T1' }, { tenant: 'T1' }, true],
    [
      'a channel that has a name of its own, whatever its organisation',
      { tenant: 'A', place: 'P' },
      { tenant: 'B', place: 'P' },
      true
    ]
  ])('%s', (_name, channel, said, expected) => {
    expect(isIn(at(channel), at(said))).toBe(expected);
  });
});
