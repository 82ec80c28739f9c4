import type { View } from '@slack/types';
import { errorCard, helpCard } from '../../../core/conversation/help.ts';
import type { Card } from '../../../core/model/card.ts';
import type { Form } from '../../../core/model/form.ts';
import { formView } from './form-view.ts';
import { type MessageBody, messageBody } from './render.ts';
import { answerView, homeView, lookUpView } from './views.ts';

const topics = [{ id: 'spread', title: 'Spread' }];

/** One kind of message or view, as it is sent. */
export type Sample = { name: string } & ({ message: MessageBody } | { view: View });

/** A card that has every slot, each filled about as far as real entries fill it. */
const answer: Card = {
  title: 'SQUIRE 2.0',
  text: 'A checklist for **writing up** improvement work, item by item.',
  note: 'A newer one may be on its way.',
  links: [{ label: 'Open the checklist', url: 'https://www.squire-statement.org/', style: 'primary' }],
  tiles: [
    {
      title: 'Who to ask',
      text: 'Your NHS library and knowledge service',
      actions: [{ id: 'open', label: 'Contact', value: 'nhs-library' }]
    }
  ],
  facts: [{ label: 'Time', value: 'About 20 minutes to read' }],
  actions: [
    { id: 'experts.ask', label: 'Ask a person', value: 'squire-2' },
    { id: 'choose', label: 'How to write up your quality improvement project', value: 'concept-writing-up' }
  ],
  more: {
    label: 'More and sources',
    text: '- 18 items\n- an explanation of each\n\n**Sources:** [squire-statement.org](https://www.squire-statement.org/)',
    tiles: [{ title: 'TIDieR', subtitle: 'See also', actions: [{ id: 'open', label: 'Show', value: 'tidier' }] }],
    actions: [{ id: 'why', label: 'Why this answer?', value: 'squire-2 which checklist' }]
  },
  feedback: { about: 'squire-2' },
  footer: 'Source: SQUIRE development group, 2015 · Compiled from its sources 22 November 2026'
};

const welcome: Card = {
  title: 'Hello, I am Spread Bot',
  text: 'Ask me about **spreading** improvement work. Write as you would to a colleague.',
  note: 'Please leave personal details out of your question.',
  actions: [{ id: 'prompt', label: 'Get it published', value: 'Where can I publish my project?' }]
};

const choices: Card = {
  title: 'Did you mean one of these?',
  quote: 'which checklist',
  text: '',
  tiles: ['SQUIRE 2.0', 'TIDieR'].map((title) => ({
    title,
    text: 'A checklist.',
    actions: [{ id: 'choose', label: 'This one', value: title }]
  })),
  actions: [
    { id: 'open', label: 'One more', value: 'one' },
    { id: 'open', label: 'Another', value: 'another' }
  ]
};

const views: Card = {
  title: 'Will it last? What the team says',
  text: 'Six people answered. Talk first about where you differ.',
  chart: {
    kind: 'people',
    title: 'How many people chose each step',
    answers: ['Step 0', 'Step 1', 'Step 2', 'Step 3', 'Step 4'],
    rows: [
      { label: 'People see why', people: [2, 0, 1, 0, 2], unknown: 1, says: '2 said 0, 1 said 2, 2 said 4' },
      { label: 'Somebody leads it', people: [0, 1, 3, 2, 0], unknown: 0, says: '1 said 1, 3 said 2, 2 said 3' }
    ]
  }
};

const form: Form = {
  id: 'experts.send',
  title: 'Ask a person',
  text: 'Your question goes to the experts’ channel.',
  preview: { title: 'As they see it', text: 'How do we **spread** this?' },
  value: 'sample',
  fields: [
    {
      id: 'question',
      label: 'Your question',
      kind: 'text',
      value: 'How do we spread this?',
      hint: 'No patient details.'
    },
    { id: 'by', label: 'By when', kind: 'date', optional: true },
    { id: 'topic', label: 'Topic', kind: 'choice', options: [{ label: 'Spread', value: 'spread' }] }
  ],
  submit: 'Send'
};

/** Returns one of each kind of message and view that the bot sends, so that they can be tried against Slack itself. */
export function samples(): Sample[] {
  const filled = formView(form, { channel: 'D0', direct: true, inThread: false, inView: false });
  const cards = { answer, choices, welcome, views, help: helpCard(), fault: errorCard() };
  return [
    ...Object.entries(cards).map(([name, card]) => ({ name, message: messageBody(card) })),
    { name: 'answer in older blocks', message: messageBody(answer, 'classic') },
    { name: 'answer in a window', view: answerView(answer, 'Spread Bot') },
    { name: 'look-up', view: lookUpView({}, topics, choices) },
    {
      name: 'Home',
      view: homeView(welcome, [{ title: 'Publish', text: 'Where?' }], { channels: ['C0123456789'] }, topics)
    },
    ...(filled ? [{ name: 'form', view: filled }] : [])
  ];
}
