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
  /** Text shown above the fields. */
  text?: string;
}

/**
 * Returns the form for writing an entry. After submission it is followed by a preview, or shown again with an error at
 * each invalid field.
 */
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
  /** Compiled entry; absent where it has errors. */
  made: Entry | undefined;
  /** Previous text of the entry; absent for a new one. */
  before: EntryText | undefined;
  notes: readonly string[];
}

/**
 * Returns the form of the second step: preview, similar entries and the ways to save; the fields below can still be
 * changed.
 */
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

/** Returns the errors that belong to no field of the form. */
function faultsBeside(fields: readonly FormField[], faults: readonly Fault[]): string[] {
  const shown = fields.map(({ error = '' }) => error).join(' ');
  return faults.map(({ message }) => message).filter((message) => !shown.includes(message));
}
