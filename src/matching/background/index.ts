import type { BackgroundGroup } from '../corpus/documents.ts';
import { closeCallGroups } from './close-calls.ts';
import { elsewhereGroups } from './elsewhere.ts';
import { everydayGroups } from './everyday.ts';
import { healthCareGroups } from './health-care.ts';
import { hospitalLifeGroups } from './hospital-life.ts';
import { longStoryGroups } from './long-stories.ts';
import { nearIdeaGroups } from './near-each-idea.ts';
import { nearToolGroups } from './near-each-tool.ts';
import { nearMissGroups } from './near-misses.ts';
import { nearerMissGroups } from './nearer-misses.ts';
import { nextDoorGroups } from './next-door.ts';
import { otherMeaningGroups } from './other-meanings.ts';
import { sameWordsGroups } from './same-words.ts';
import { talkGroups } from './talk.ts';
import { workplaceGroups } from './workplace.ts';

/**
 * What people also write to a bot and no entry answers: small talk, other subjects, other meanings of the field's words.
 * It is ranked beside the entries and teaches the confidence what a question from outside looks like.
 */
export const background: readonly BackgroundGroup[] = [
  ...talkGroups,
  ...nearMissGroups,
  ...nearerMissGroups,
  ...closeCallGroups,
  ...otherMeaningGroups,
  ...nextDoorGroups,
  ...nearIdeaGroups,
  ...nearToolGroups,
  ...sameWordsGroups,
  ...longStoryGroups,
  ...healthCareGroups,
  ...hospitalLifeGroups,
  ...workplaceGroups,
  ...everydayGroups,
  ...elsewhereGroups
];
