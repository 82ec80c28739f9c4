import { kindNames } from '../conversation/entry-card.ts';
import { aboutOf } from '../model/about-of.ts';
import { type Kind, type Knowledge, kinds } from '../model/entry.ts';
import { type FormField, fieldMax } from '../model/form.ts';
import { longDate } from '../time/calendar.ts';
import { type EntryText, type ListField, listFields, type SingleField } from './entry-text.ts';
import type { Fault } from './entry-writer.ts';
import { tidyAddress, tidyBody, tidyItems } from './tidy.ts';

/** Value for an open choice, since a form cannot submit an empty one. */
const nobody = 'none';
/** Maximum characters of a list in one field; a longer list is split over several fields. */
const roomyField = 2400;
/** Maximum number of contacts offered as a choice; others are named by their id. */
const mostContacts = 99;

const folders: readonly (readonly Kind[])[] = [['contact'], ['concept', 'succession']];

/** Returns the kinds to which an entry may be changed: those stored in the same folder. */
function kindsFor(kind: string | undefined): readonly Kind[] {
  const special = folders.flat();
  if (kind === undefined) return kinds;
  return folders.find((those) => those.some((one) => one === kind)) ?? kinds.filter((one) => !special.includes(one));
}

/** Returns the values of the fields for one list of the entry: `asks`, and `asks-2` and so on for a long list. */
function listParts(items: readonly string[]): string[] {
  const parts: string[] = [];
  for (const item of items) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + item.length < roomyField) parts[parts.length - 1] = `${last}\n${item}`;
    else parts.push(item);
  }
  return parts.length > 0 ? parts : [''];
}

interface ListWords {
  label: string;
  hint: string;
  optional?: true;
}

const listWords: Readonly<Record<ListField, ListWords>> = {
  for: {
    label: 'The contact for',
    hint: 'For a contact: topics for which people are sent to it, one a line.',
    optional: true
  },
  asks: {
    label: 'Questions people ask',
    hint: 'One a line, in people’s own words. The most useful thing you can add; a question belongs to one entry only.'
  },
  aliases: {
    label: 'Other names',
    hint: 'Abbreviations and common misspellings, one a line. No everyday words.',
    optional: true
  },
  see: { label: 'Read next', hint: 'Ids of entries that go with it, one a line.', optional: true },
  source: { label: 'Sources', hint: 'Addresses where the facts were seen, one a line.', optional: true }
};

interface Drawn {
  knowledge: Knowledge;
  /** Id of the entry; absent for a new one. */
  id: string | undefined;
  faults: readonly Fault[];
}

/** Returns the fields for writing an entry, in the natural order of filling them in. */
export function entryFields({ single, lists, body }: EntryText, { knowledge, id, faults }: Drawn): FormField[] {
  const errorAt = (field: Fault['field']): { error?: string } => {
    const messages = faults.filter((fault) => fault.field === field).map(({ message }) => message);
    return messages.length > 0 ? { error: messages.join(' ') } : {};
  };
  const one = (field: SingleField, label: string, more: Partial<FormField> = {}): FormField => ({
    id: field,
    label,
    kind: 'line',
    optional: true,
    ...(single[field] && { value: single[field] }),
    ...more,
    ...errorAt(field)
  });
  const many = (field: ListField): FormField[] =>
    listParts(lists[field]).map((value, index, { length }) => ({
      id: index === 0 ? field : `${field}-${index + 1}`,
      label: length > 1 ? `${listWords[field].label} (${index + 1} of ${length})` : listWords[field].label,
      kind: 'text',
      hint: listWords[field].hint,
      ...((listWords[field].optional || index > 0) && { optional: true }),
      ...(value && { value }),
      ...(index === 0 && errorAt(field))
    }));
  return [
    one('title', 'Title', { optional: false, max: 150, hint: 'The name people know it by.' }),
    one('kind', 'What it is', {
      kind: 'choice',
      optional: false,
      options: kindsFor(id === undefined ? undefined : single.kind).map((kind) => ({
        label: kindNames[kind],
        value: kind
      }))
    }),
    one('topic', 'Topic', {
      kind: 'choice',
      optional: false,
      options: aboutOf(knowledge).topics.map((topic) => ({ label: topic.title, value: topic.id }))
    }),
    {
      id: 'body',
      label: 'Answer',
      kind: 'text',
      max: fieldMax,
      hint: 'What it is, then when to use it, then the facts as a list (lines that begin with "- "). At most 130 words. **Bold** and [links](https://…) are drawn.',
      ...(body && { value: body }),
      ...errorAt('body')
    },
    ...many('asks'),
    ...many('aliases'),
    one('url', 'Address', { max: 2000, hint: 'Where it is; begins with https://' }),
    one('link_label', 'Words on its button', { max: 45, hint: 'What really opens: “Read the paper”, “Home page”.' }),
    contactField(one, single.contact, knowledge),
    one('publisher', 'Publisher', { max: 150 }),
    one('year', 'Year', { max: 4 }),
    ...many('source'),
    ...many('see'),
    one('archived_url', 'Archived copy', { max: 2000, hint: 'Only one that we may hand out.' }),
    one('superseded_by', 'Use instead', { max: 60, hint: 'The id of the entry that has taken its place.' }),
    one('nation', 'Nation', { max: 60, hint: 'For a contact that serves one only, such as wales.' }),
    ...many('for'),
    one('owner', 'Looked after by', { max: 80, hint: 'A team, not a person.' }),
    one('reviewed_by', 'Your team', { max: 80, hint: 'Stands on the card as who checked it, once you publish.' }),
    one('review_by', 'Review by', { kind: 'date', optional: false })
  ];
}

function contactField(
  one: (field: SingleField, label: string, more?: Partial<FormField>) => FormField,
  chosen: string | undefined,
  knowledge: Knowledge
): FormField {
  const contacts = [...knowledge.entries.values()].filter(
    ({ id, kind, status }) => kind === 'contact' && (status !== 'draft' || id === chosen)
  );
  if (contacts.length > mostContacts)
    return one('contact', 'Contact', { hint: 'The id of the contact people can turn to.' });
  const options = contacts
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(({ id, title }) => ({ label: title, value: id }));
  return one('contact', 'Contact', {
    kind: 'choice',
    value: chosen ?? nobody,
    options: [{ label: 'Nobody', value: nobody }, ...options]
  });
}

/** Fields of the front matter that the form has; status and review date follow from the chosen action. */
const written = [
  'title',
  'kind',
  'topic',
  'url',
  'link_label',
  'contact',
  'publisher',
  'year',
  'archived_url',
  'superseded_by',
  'nation',
  'owner',
  'reviewed_by',
  'review_by'
] as const satisfies readonly SingleField[];

/** Matches control characters, which a paste may bring and no text has: all but tab and line feed. */
const control = /[^\P{Cc}\t\n]/gu;

/** Returns the submitted values merged into the previous text, without control characters, surrounding spaces and empty lines. */
export function filledIn(fields: Readonly<Record<string, string>>, before: EntryText): EntryText {
  const typed = (id: string): string => (fields[id] ?? '').replace(/\r\n?/g, '\n').replace(control, '').trim();
  const single: Partial<Record<SingleField, string>> = { ...before.single };
  for (const field of written) {
    const words = typed(field).replace(/\s+/g, ' ');
    const value = field === 'url' || field === 'archived_url' ? tidyAddress(words) : words;
    if (value && !(field === 'contact' && value === nobody)) single[field] = value;
    else delete single[field];
  }
  const lists = { ...before.lists };
  for (const field of listFields) {
    const parts = Object.keys(fields)
      .filter((id) => id === field || id.startsWith(`${field}-`))
      .sort((a, b) => a.length - b.length || a.localeCompare(b));
    lists[field] = tidyItems(
      field,
      parts.flatMap((id) => typed(id).split('\n'))
    );
  }
  return { single, lists, body: tidyBody(typed('body')) };
}

/** Ways to save an entry. */
export type SaveAs = 'keep' | 'current' | 'draft' | 'archived' | 'superseded' | 'closed';

/** Returns the field for the way to save, below a preview. `before` is the previous text; absent for a new entry. */
export function saveField(before: EntryText | undefined, faults: readonly Fault[]): FormField {
  const { status = 'draft', reviewed } = before?.single ?? {};
  const keep = status !== 'draft';
  const options: { label: string; value: SaveAs }[] = [
    ...(keep
      ? [
          {
            label: `Keep: ${status}, ${reviewed ? `checked ${longDate(reviewed)}` : 'not yet reviewed'}`,
            value: 'keep' as const
          }
        ]
      : []),
    { label: 'Publish: I have checked it today', value: 'current' },
    { label: 'Draft: nobody is answered from it', value: 'draft' },
    { label: 'Archived: older, answered with a note that says so', value: 'archived' },
    { label: 'Superseded: people are told what to use instead', value: 'superseded' },
    { label: 'Closed: people are told that the thing has closed', value: 'closed' }
  ];
  const error = faults.find(({ field }) => field === 'status' || field === 'reviewed' || field === 'compiled')?.message;
  return {
    id: 'save',
    label: 'Save it as',
    kind: 'choice',
    value: keep ? 'keep' : 'draft',
    options,
    ...(error && { error })
  };
}

const ways: readonly string[] = ['keep', 'current', 'draft', 'archived', 'superseded', 'closed'];

/** Returns the chosen way to save; undefined before there was a choice. */
export function chosenWay(fields: Readonly<Record<string, string>>): SaveAs | undefined {
  const { save = '' } = fields;
  return ways.includes(save) ? (save as SaveAs) : undefined;
}
