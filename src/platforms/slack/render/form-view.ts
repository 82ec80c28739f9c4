import { createHash } from 'node:crypto';
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { type Form, type FormField, fieldMax, previewOf } from '../../../core/model/form.ts';
import { type Origin, writeOrigin } from '../parse/form-origin.ts';
import { chunks, plainText } from './elements.ts';
import { limits } from './limits.ts';
import { shorten } from './mrkdwn.ts';
import { inView } from './views.ts';

/** Prefix of the `callback_id` of every form; the form's own id follows. */
export const formCallback = 'form:';

/** The `action_id` of the button for the previous page. */
export const backAction = 'form.back';

/**
 * Draws a form as a modal. Pure. Its preview stands above the fields, an error above its field: Slack itself shows
 * errors only under the fields of a form that is already open.
 *
 * @param origin where the button was pressed that opens it; comes back with the answer
 * @returns undefined where what the form carries along is more than Slack keeps
 */
export function formView(form: Form, origin: Origin): ModalView | undefined {
  const private_metadata = writeOrigin({ ...origin, shape: shapeOf(form) }, form.value);
  if (private_metadata === undefined) return undefined;
  const preview = previewOf(form);
  const blocks: KnownBlock[] = [
    ...(form.text ? [{ type: 'section' as const, text: plainText(form.text, limits.sectionText) }] : []),
    ...(preview ? [...inView(preview), { type: 'divider' as const }] : []),
    ...form.fields.flatMap((field, index) => [...errorBlock(field), inputBlock(form, field, index)]),
    ...(form.back ? [backBlock(form.back)] : [])
  ];
  return {
    type: 'modal',
    callback_id: `${formCallback}${form.id}`,
    private_metadata,
    title: plainText(form.title, limits.modalTitle),
    submit: plainText(form.submit, limits.modalButton),
    close: plainText(form.keeps ? 'Close' : 'Cancel', limits.modalButton),
    ...(form.keeps && { notify_on_close: true }),
    blocks: blocks.slice(-limits.viewBlocks)
  };
}

/**
 * Returns a hash of a form without errors and field values. Where it is unchanged, Slack gets the errors only and shows
 * them under the fields.
 */
export function shapeOf(form: Form): string {
  const fields = form.fields.map(({ error: _, value: __, ...field }) => field);
  return hashOf(JSON.stringify({ ...form, fields }));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** Draws a field with an id of its own for each initial value, else Slack would keep the previous one. */
function inputBlock(form: Form, field: FormField, index: number): InputBlock {
  const block_id = `${index}:${hashOf(`${form.id}\n${field.id}\n${field.value ?? ''}`)}`;
  return {
    type: 'input',
    block_id,
    label: plainText(field.label, limits.inputLabel),
    element: element(field),
    // Slack then reports each choice with all fields of the view; a closed window it reports without them.
    ...(form.keeps && (field.kind === 'choice' || field.kind === 'many') && { dispatch_action: true }),
    optional: field.optional ?? false,
    ...(field.hint && { hint: plainText(field.hint, limits.inputHint) })
  };
}

/** Draws the button for the previous page as a block, since a modal has one submit button only. */
function backBlock(label: string): KnownBlock {
  const accessibility_label = shorten(`${label}: the page before this one`, limits.accessibilityLabel);
  const text = plainText(label, limits.buttonText);
  const button = { type: 'button', action_id: backAction, text, accessibility_label } as const;
  return { type: 'actions', block_id: backAction, elements: [button] };
}

function errorBlock({ error }: FormField): KnownBlock[] {
  return error ? [{ type: 'context', elements: [plainText(`⚠️ ${error}`, limits.text)] }] : [];
}

function element(field: FormField): InputBlock['element'] {
  const { id, kind, value, max, placeholder, options = [] } = field;
  const action_id = id.slice(0, limits.id);
  switch (kind) {
    case 'choice':
      if (field.expanded && options.length <= limits.radioOptions) {
        const radios = options.map(plainOption);
        const chosen = radios.find((option) => option.value === value);
        return { type: 'radio_buttons', action_id, options: radios, ...(chosen && { initial_option: chosen }) };
      }
      return { type: 'static_select', action_id, ...choices(options, value) };
    case 'many': {
      const boxes = options.slice(0, limits.radioOptions).map(plainOption);
      const ticked = boxes.filter((box) => value?.split(',').includes(box.value ?? ''));
      return { type: 'checkboxes', action_id, options: boxes, ...(ticked.length > 0 && { initial_options: ticked }) };
    }
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(value && /^\d{4}-\d{2}-\d{2}$/.test(value) && { initial_date: value })
      };
    default: {
      const max_length = Math.min(max ?? fieldMax, limits.inputText);
      return {
        type: 'plain_text_input',
        action_id,
        multiline: kind === 'text',
        max_length,
        ...(placeholder && { placeholder: plainText(placeholder, limits.placeholder) }),
        ...(value && { initial_value: shorten(value, max_length) })
      };
    }
  }
}

function plainOption({ label, value }: NonNullable<FormField['options']>[number]): PlainTextOption {
  return { text: plainText(label, limits.optionText), value };
}

/** Draws options; more than a hundred go into groups named after their first and last. */
function choices(given: NonNullable<FormField['options']>, value: string | undefined) {
  const options = given
    .filter((option) => option.value.length <= limits.optionValue && option.value !== '')
    .map((option): PlainTextOption => ({ text: plainText(option.label, limits.optionText), value: option.value }));
  const initial = options.find((option) => option.value === value);
  const chosen = initial && { initial_option: initial };
  if (options.length <= limits.selectOptions) return { options, ...chosen };
  const option_groups = chunks(options, limits.selectOptions)
    .slice(0, limits.optionGroups)
    .map((group) => ({ label: plainText(groupName(group), limits.groupLabel), options: group }));
  return { option_groups, ...chosen };
}

function groupName(group: readonly PlainTextOption[]): string {
  const [first, last] = [group[0], group.at(-1)].map((option) => shorten(option?.text.text ?? '', 33));
  return `${first} to ${last}`;
}
