import { entryCard } from '../conversation/entry-card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import type { Form, FormField } from '../model/form.ts';
import type { EntryText } from './entry-text.ts';
import type { Fault } from './entry-writer.ts';
import { entryFields, saveField } from './fields.ts';
import { type FormValue, writeFormValue } from './form-value.ts';

interface EntryFormParts {
  value: FormValue;
  entry: EntryText;
  knowledge: Knowledge;
  faults?: readonly Fault[];
  /** Said above everything else. */
  text?: string;
}

/** The form in which an entry is written. Sent off, it comes back with a preview, or with what is wrong at each field. */
export function entryForm({ value, entry, knowledge, faults = [], text }: EntryFormParts): Form {
  const fields = entryFields(entry, { knowledge, id: value.id, faults });
  return {
    id: 'curate.entry',
    title: value.id === undefined ? 'New entry' : 'Edit an entry',
    text:
      [text, ...faultsBeside(fields, faults)].filter(Boolean).join('\n') ||
      'Nothing is saved before you have seen how it looks.',
    value: writeFormValue(value),
    fields,
    submit: 'Preview'
  };
}

interface PreviewParts extends Omit<EntryFormParts, 'text'> {
  /** The entry as it would be; absent where something is wrong with it. */
  made: Entry | undefined;
  /** The entry as it was; absent for a new one. */
  before: EntryText | undefined;
  notes: readonly string[];
}

/** The second step: how it will look, what is like it, and how to save it; the fields below can still be changed. */
export function previewForm({ value, entry, knowledge, made, before, notes, faults = [] }: PreviewParts): Form {
  const fields = [saveField(before, faults), ...entryFields(entry, { knowledge, id: value.id, faults })];
  return {
    id: 'curate.entry',
    title: 'How it will look',
    text: [...faultsBeside(fields, faults), ...notes, 'If something is wrong, change it below and look again.'].join(
      '\n'
    ),
    ...(made && { preview: entryCard(made, knowledge) }),
    value: writeFormValue(value),
    fields,
    submit: 'Save'
  };
}

/** Faults that stand at no field of the form. */
function faultsBeside(fields: readonly FormField[], faults: readonly Fault[]): string[] {
  const told = fields.map(({ error = '' }) => error).join(' ');
  return faults.map(({ message }) => message).filter((message) => !told.includes(message));
}
