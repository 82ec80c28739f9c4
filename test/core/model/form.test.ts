import { describe, expect, test } from '@jest/globals';
import { type Form, keepTyped, previewOf } from '../../../src/core/model/form.ts';
import type { FormAnswer } from '../../../src/core/model/message.ts';
import { gallery } from '../../fixtures/cards.ts';

const form: Form = {
  id: 'curate.edit',
  title: 'Edit',
  value: 'x',
  fields: [
    { id: 'title', label: 'Title', kind: 'line', value: 'As it was' },
    { id: 'url', label: 'Address', kind: 'line', value: 'https://example.org', optional: true }
  ],
  submit: 'Save'
};
const answer: FormAnswer = {
  id: 'm',
  conversation: { platform: 'test', address: 'c', direct: true },
  from: { id: 'U1' },
  kind: 'form',
  form: 'curate.edit',
  value: 'x',
  fields: { title: 'As I typed it' }
};
const wrong: Form = { ...form, fields: [{ ...form.fields[0]!, error: 'Taken.' }, form.fields[1]!] };
const values = ({ fields }: Form) => fields.map(({ value }) => value);

describe('what was typed', () => {
  test('stays in a form that comes back with errors, and what was emptied stays empty', () => {
    expect(values(keepTyped(wrong, answer))).toEqual(['As I typed it', undefined]);
  });

  test('does not overwrite the next step, nor another form', () => {
    expect(values(keepTyped(form, answer))).toEqual(values(form));
    expect(values(keepTyped({ ...wrong, id: 'curate.other' }, answer))).toEqual(values(form));
  });
});

test('a preview has nothing to press', () => {
  const card = gallery.fullest!;
  const preview = previewOf({ ...form, preview: card })!;
  expect(JSON.stringify(preview)).not.toMatch(/"actions"|"feedback"/);
  expect(preview.links).toEqual(card.links);
  expect(previewOf(form)).toBeUndefined();
});
