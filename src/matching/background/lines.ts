import type { SmallTalk } from '../../core/model/matcher.ts';
import type { BackgroundGroup } from '../corpus/documents.ts';

/** A group from one question a line. */
export function group(id: string, questions: string, talk: SmallTalk = 'outside'): BackgroundGroup {
  const asks = questions
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { id: `${talk}/${id}`, talk, asks };
}
