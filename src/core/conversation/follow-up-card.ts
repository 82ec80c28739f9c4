import type { Action, Card, Tile } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import type { FollowUp, Match, MatchResult } from '../model/matcher.ts';
import { longDate } from '../time/calendar.ts';
import {
  type Asked,
  byline,
  contactTile,
  entryCard,
  entryLinks,
  entryTile,
  relatedEntries,
  showAction,
  wholeEntry
} from './entry-card.ts';
import { askAction, contactFor } from './next-steps.ts';
import { sourceLinks } from './sources.ts';

/** Maximum number of choices shown at a time: more are not read, and with "None of these" they make five buttons. */
export const mostChoices = 4;

/** Returns a choice as a line: its name, its first sentence or another text, and a button. */
export function choiceTile(entry: Entry, text = entry.summary): Tile {
  return { title: entry.title, text, actions: [showAction(entry, 'This one', 'choose')] };
}

/** Returns the reply to "not that one": what comes next, if there is anything, and a person to ask. */
function othersCard(question: string, others: readonly Entry[], handsOver: boolean): Card {
  const some = [...new Set(others)].slice(0, mostChoices);
  return {
    title: some.length > 0 ? 'Perhaps one of these?' : 'Something else, then',
    text: some.length > 0 ? '' : 'Tell me in other words what you are looking for.',
    ...(some.length > 0 && { tiles: some.map((entry) => choiceTile(entry)) }),
    ...(handsOver && { actions: [askAction(question)] })
  };
}

/** Returns the reply where several entries are meant, or it is not clear which of them is. */
function severalCard(followUp: FollowUp, matches: MatchResult['matches']): Card {
  const some = matches.slice(0, mostChoices);
  switch (followUp) {
    case 'all':
      return {
        title: some.length === 2 ? 'Here are both' : 'Here they are',
        text: '',
        tiles: some.map(({ entry }) => ({
          title: entry.title,
          subtitle: byline(entry),
          text: entry.summary,
          ...(entry.url && { links: entryLinks(entry).slice(0, 1) }),
          actions: [showAction(entry, 'Show', 'choose')]
        }))
      };
    case 'detail':
      return {
        title: some.some(({ passage }) => passage !== undefined) ? 'What I have on each' : 'None of these says that',
        text: '',
        tiles: some.map(({ entry, passage }) => choiceTile(entry, passage ?? 'What I have on this does not say.'))
      };
    default:
      return aboutWhich(some);
  }
}

/**
 * Returns the reply to a request of which it is not clear what it is about.
 *
 * @param some what can be chosen
 * @param only what was shown last, where it was no list
 */
function aboutWhich(some: MatchResult['matches'], only?: Entry): Card {
  const shown = only ? `I have shown you only “${only.title}”.` : 'I cannot tell which thing this is about.';
  return {
    title: 'About which?',
    text: some.length > 0 ? '' : `${shown} Name it, or ask me your whole question.`,
    ...(some.length > 0 && { tiles: some.map(({ entry }) => choiceTile(entry)) })
  };
}

/** Returns the date of the knowledge about an entry, in words. */
function knownSince({ reviewed, reviewedBy, compiled, reviewBy }: Entry): string {
  if (reviewed !== undefined) return `what I say of it was last reviewed on ${longDate(reviewed)} by ${reviewedBy}`;
  return `what I say of it is of ${longDate(compiled ?? reviewBy)}, and your organisation has not reviewed it yet`;
}

/** Returns a card with a sentence, if there is one, put before its note. */
export const noted = (card: Card, note: string | undefined): Card =>
  note ? { ...card, note: [note, card.note].filter(Boolean).join(' ') } : card;

/** Returns the sentence on whom an entry is from, and of what year it is. */
const fromWhom = ({ publisher, year }: Entry): string => `It is from ${[publisher, year].filter(Boolean).join(', ')}.`;

/** Returns the sentence on what an entry does not tell, and who may. */
function untold({ title, url }: Entry, contact: Entry | undefined, isPart: boolean): string {
  const tellers = [...(url ? ['its page'] : []), ...(contact ? [`“${contact.title}”`] : [])].join(' or ');
  return `What I have on “${title}” does not say ${isPart ? 'all of ' : ''}this${tellers && `; ${tellers} may`}.`;
}

/** Returns true for an entry that is no contact, or tells an address or a number. */
const isReachable = ({ kind, body }: Entry): boolean => kind !== 'contact' || /\(mailto:|\d[\d ]{8}/.test(body);

/** Returns the button that shows an entry to everybody in the channel. */
const shareAction = ({ id }: Entry): Action => ({ id: 'share', label: 'Share with everybody here', value: id });

/** Returns the card with the addresses of an entry, or of the sources of what is said of it. */
function linksCard({ entry, passage = '' }: Match, followUp: 'link' | 'source' | 'share', knowledge: Knowledge): Card {
  const links = entryLinks(entry);
  const sources = sourceLinks(entry, knowledge);
  const isSources = followUp === 'source' || links.length === 0;
  const shown = isSources ? sources : links;
  const contact = followUp === 'share' ? undefined : contactFor(entry, knowledge);
  const from = followUp === 'source' && entry.publisher ? fromWhom(entry) : '';
  if (followUp === 'share' && links.length === 0) {
    return {
      title: entry.title,
      text: 'I cannot send it to anybody, and it has no page of its own. You can copy my answer, or share it where we are.',
      actions: [showAction(entry, wholeEntry), shareAction(entry)]
    };
  }
  const passing = followUp === 'share' ? 'I cannot send it to anybody, but you can pass on the address.' : '';
  const none = followUp !== 'source' && links.length === 0 ? 'We have no address for it.' : '';
  let where = passing ? '' : 'Here is where to find it.';
  if (isSources) where = 'What I say of it comes from these pages.';
  return {
    title: entry.title,
    text: [none ? '' : passing, passage, from, none, shown.length > 0 ? where : ''].filter(Boolean).join(' '),
    ...(shown.length > 0 && { links: shown }),
    ...(contact && { tiles: [contactTile(contact)] }),
    actions: [showAction(entry, wholeEntry), ...(followUp === 'share' ? [shareAction(entry)] : [])]
  };
}

/** Returns the card for a follow-up to what was shown last. */
export function followUpCard(
  { outcome, matches, rest, also = [] }: MatchResult,
  followUp: FollowUp,
  knowledge: Knowledge,
  { question, handsOver }: Required<Asked>
): Card {
  const next = rest.map(({ entry }) => entry);
  const [best] = matches;
  if (followUp === 'others')
    return othersCard(question, [...next, ...(best ? relatedEntries(best.entry, knowledge) : [])], handsOver);
  const contacts = new Set(matches.map(({ entry }) => contactFor(entry, knowledge, question)));
  if (outcome === 'choices' && !(followUp === 'contact' && contacts.size === 1)) return severalCard(followUp, matches);
  if (outcome === 'none' || !best) return aboutWhich([], best?.entry);
  const { entry, passage } = best;
  const whole = entryCard(entry, knowledge, { handsOver });
  switch (followUp) {
    case 'detail': {
      const notes = passage?.split('\n') ?? [];
      if (also.includes('source') || (also.includes('newer') && entry.year)) notes.push(fromWhom(entry));
      if (also.includes('detail') || (notes.length === 0 && also.length === 0))
        notes.push(
          next.length > 0
            ? `What I have on “${entry.title}” names none. These go with it.`
            : untold(entry, contactFor(entry, knowledge), notes.length > 0)
        );
      const unseen = notes.filter((note) => !whole.text.includes(note));
      const card = unseen.length > 0 ? noted(whole, unseen.join(' ')) : whole;
      if (next.length === 0) return card;
      const shown = new Set(next.map(({ title }) => title));
      const others = (card.tiles ?? []).filter(({ title }) => !shown.has(title));
      return { ...card, tiles: [...next.map((one) => entryTile(one)), ...others] };
    }
    case 'contact': {
      const contact = contactFor(entry, knowledge, question);
      if (contact) {
        const what = matches.length > 1 ? 'these' : `“${entry.title}”`;
        return noted(entryCard(contact, knowledge, { handsOver }), `For ${what}, this is the one to turn to.`);
      }
      return isReachable(entry) ? whole : noted(whole, 'I know no mail address and no telephone number of it.');
    }
    case 'newer': {
      const newer = entry.supersededBy === undefined ? undefined : knowledge.entries.get(entry.supersededBy);
      if (newer) {
        const old = `“${entry.title}”${entry.year ? ` (${entry.year})` : ''}`;
        return noted(entryCard(newer, knowledge, { handsOver }), `In place of ${old}, use this one.`);
      }
      const from = entry.year ? `It is from ${entry.year}. ` : 'I do not know of what year it is. ';
      return noted(whole, `${from}I know of nothing newer; ${knownSince(entry)}.`);
    }
    case 'source':
    case 'link':
    case 'share':
      return linksCard(best, followUp, knowledge);
    default:
      return {
        title: `More on ${entry.title}`,
        text: 'These go with it.',
        tiles: (next.length > 0 ? next : relatedEntries(entry, knowledge)).map((related) => entryTile(related)),
        actions: [showAction(entry, wholeEntry)]
      };
  }
}
