import { allWords, wordLists } from '../../config/word-lists.ts';

const under = (heading: string): ReadonlySet<string> =>
  allWords(wordLists.noNames.filter(({ name }) => name === heading));

/** Function words and everyday verbs that follow a title without a name: "the dr said". */
export const ordinaryWords = under('everyday words');

/** Words of this field that follow "Patient", "Sister" or "Nurse" with a capital and are no names. */
export const workWords = under('words of this field');

/** Words that are greeted, sign, introduce themselves or want something, and name nobody: "Hi team", "Finance wants". */
export const addressedWords = under('addressed or speaking');

/** Product names of Microsoft: "ms teams" is no Ms Teams. */
export const productWords = under('products of Microsoft');

/** Words after a person's name that make it the name of an institution, a prize or a method: "James Cook Hospital". */
export const institutionWords = under("behind a name that is no person's");

/**
 * Full names of people of whom this field speaks as of authors and eponyms, in small letters. They are kept where nothing says
 * that a patient or a colleague is meant.
 */
export const publicNames: ReadonlySet<string> = new Set(wordLists.publicNames.flatMap(({ lines }) => lines));
