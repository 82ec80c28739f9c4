import { topicNamed } from '../model/about-of.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge, Topic } from '../model/entry.ts';
import { contactsCard, type LookUpBase, readSearch, searchCard, topicCard } from './browse.ts';
import type { Asked } from './entry-card.ts';
import { helpCard } from './help.ts';
import { rowCard } from './journals-card.ts';
import { askAction, assessmentAction } from './next-steps.ts';

/**
 * Offers for tips commands in other words; the change needs a press of the button, so that a misread text changes
 * nothing.
 */
const tipOffers: Readonly<Record<string, { title: string; text: string; label: string; rest: string }>> = {
  stop: {
    title: 'Stop the tips here?',
    text: 'You can start them again at any time.',
    label: 'Stop the tips',
    rest: 'stop'
  },
  pause: {
    title: 'Pause the tips here?',
    text: '`tips resume` starts them again.',
    label: 'Pause the tips',
    rest: 'pause'
  },
  resume: {
    title: 'Start the tips again?',
    text: 'They come on the day that was set.',
    label: 'Resume the tips',
    rest: 'resume'
  },
  weekly: {
    title: 'A tip a week here?',
    text: 'It comes every Monday at 09:00. For another day or time type, for example, `tips weekly tuesday 10:00`.',
    label: 'Start the weekly tip',
    rest: 'weekly monday 09:00'
  },
  status: { title: 'The tips here', text: '', label: 'Show the tips’ settings', rest: 'status' },
  now: { title: 'A tip now?', text: 'Only you will see it.', label: 'Show a tip', rest: 'now' }
};

/** Changes that tips can need after the knowledge has lost all of its own. */
const ending: ReadonlySet<string> = new Set(['stop', 'pause']);

/** Answer where the knowledge has no tips to send. */
export const noTipsCard: Card = {
  title: 'I have no tips to send',
  text: 'The people who look after my answers have given me none.'
};

interface AskedOn extends Asked {
  /** Topic that was found for the question. */
  topic?: Topic | undefined;
}

/** Returns the card for a person who asks for a human: the button that opens the form, or the teams to contact. */
function personCard(knowledge: Knowledge, { question, topic, handsOver }: AskedOn): Card {
  if (!handsOver) {
    const card = contactsCard(topic, knowledge, question);
    const teams = card.tiles ? 'These are the teams to turn to.' : card.text;
    return { ...card, text: `I cannot pass your question on to a person from here. ${teams}` };
  }
  return {
    title: 'Ask a person',
    text: 'Write your question in the form. It goes to colleagues who know the field, without your name, and their answer comes back to you.',
    actions: [{ ...askAction(), style: 'primary' }]
  };
}

/** Returns a card with a button for an assessment, or for the list of all where the id is unknown. */
function assessCard(id: string, { assessments }: Knowledge): Card {
  const assessment = assessments.get(id);
  if (!assessment) {
    return {
      title: 'What we can do together',
      text: 'Guided assessments: short forms that tell you what needs most action, and what helps.',
      actions: [{ id: 'assess.list', label: 'See the assessments', value: '', style: 'primary' }]
    };
  }
  return {
    title: assessment.title,
    text: assessment.purpose,
    note: assessment.notice,
    actions: [{ ...assessmentAction(assessment), style: 'primary' }]
  };
}

/**
 * Returns the card for a command in other words, such as `tips stop` for "no more tips please". It changes nothing: a
 * change is offered as a button.
 *
 * @param command as `talk.yaml` names it
 */
export function saidCommandCard(command: string, base: LookUpBase, asked: AskedOn): Card {
  const { knowledge } = base;
  const [word = '', ...others] = command.split(' ');
  const rest = others.join(' ');
  switch (word) {
    case 'ask':
      return personCard(knowledge, asked);
    case 'assess':
      return assessCard(rest, knowledge);
    case 'find':
      return searchCard({ text: rest, from: 0 }, base);
    case 'more':
      return searchCard(readSearch(rest), base);
    case 'journal': {
      const { journals } = knowledge;
      const journal = journals?.journals.find(({ name }) => name === rest);
      return journal ? rowCard(journal, journals!) : helpCard(knowledge);
    }
    case 'contacts':
      return contactsCard(topicNamed(rest, knowledge) ?? asked.topic, knowledge, asked.question);
    case 'topics':
      return topicCard(topicNamed(rest, knowledge), base);
    case 'tips': {
      const offer = tipOffers[rest] ?? tipOffers.status!;
      if (knowledge.tips.length === 0 && !ending.has(rest)) return noTipsCard;
      const { title, text, label } = offer;
      return { title, text, actions: [{ id: 'tips', label, value: offer.rest, style: 'primary' }] };
    }
    default:
      return helpCard(knowledge);
  }
}
