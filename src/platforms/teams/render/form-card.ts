import { type Form, type FormField, fieldMax, freeNote, leavesFree, previewOf } from '../../../core/model/form.ts';
import { type Node, words } from './elements.ts';
import { limits } from './limits.ts';
import { withReaders } from './readers.ts';
import { type AdaptiveCard, frame, renderTeams, utf16Bytes } from './render.ts';
import { line, plain } from './text.ts';

/** Prefix of the id of every input, so that no field of a form can overwrite the form's hidden values. */
export const inputPrefix = 'field.';

/** Place of a form: a dialog, which has a title of its own, or a message in the conversation. */
export interface FormPlace {
  surface: 'dialog' | 'message';
  /**
   * Id of the message whose button opened it: Teams does not send it again with a dialog's answer (botframework-sdk
   * issue 6473).
   */
  opener: string;
  /**
   * Tells whether one person alone sees the message among others: in a conversation the form itself, in a dialog that of `opener`.
   * Undefined where that is not known or no question.
   */
  alone?: boolean | undefined;
}

/**
 * Draws a form as an Adaptive Card with inputs. Pure. Errors stand above their field in words, since an Adaptive Card
 * can only show those that it finds itself. A form too large for Teams gets shorter words; what stands in its fields
 * stays.
 *
 * In a dialog the button is an `Action.Submit`, the only one dialogs send back; in a conversation an `Action.Execute`.
 */
export function renderForm(form: Form, place: FormPlace): AdaptiveCard {
  const drawnAt = (scale: number): AdaptiveCard => withReaders(draw(form, place, scale), place.alone);
  let drawn = drawnAt(1);
  for (let scale = 0.7; utf16Bytes(drawn) > limits.cardBytes && scale > 0.02; scale *= 0.7) {
    drawn = drawnAt(scale);
  }
  return drawn;
}

function draw(form: Form, { surface, opener }: FormPlace, scale: number): AdaptiveCard {
  const data = { form: form.id, value: form.value.slice(0, limits.formValue), ...(opener && { opener }) };
  const submit = { title: line(form.submit, limits.button) || 'Send', style: 'positive' };
  const send = { type: 'Action.Submit', ...submit, data };
  const button =
    surface === 'dialog' ? send : { type: 'Action.Execute', ...submit, verb: 'form', data, fallback: send };
  const backData = { ...data, back: true };
  const goBack = { type: 'Action.Submit', title: line(form.back ?? '', limits.button), data: backData };
  const back = surface === 'dialog' ? goBack : { ...goBack, type: 'Action.Execute', verb: 'form', fallback: goBack };
  const title = surface === 'message' ? [words(line(form.title, limits.title), { weight: 'Bolder' })] : [];
  const above = drawPreview(form, (limits.cardBytes / 2) * scale);
  return frame(plain([form.title, form.text].filter(Boolean).join('\n\n'), limits.fallbackText), [
    ...title,
    ...paragraphs(plain(form.text ?? '', Math.ceil(limits.text * scale))),
    ...(above.length > 0 ? [{ type: 'Container', style: 'emphasis', items: above }] : []),
    ...(leavesFree(form) ? [words(freeNote, { size: 'Small', isSubtle: true })] : []),
    ...form.fields.flatMap((field) => drawField(form, field, Math.ceil(limits.line * scale))),
    { type: 'ActionSet', actions: [...(form.back ? [back] : []), button] }
  ]);
}

/** Draws each paragraph by itself: a TextRun shows no line breaks. */
const paragraphs = (text: string): Node[] =>
  text
    .split(/\n+/)
    .filter(Boolean)
    .map((each) => words(each));

function drawPreview(form: Form, bytes: number): Node[] {
  const preview = previewOf(form);
  if (!preview) return [];
  const { card } = renderTeams(preview, { bytes });
  return utf16Bytes(card) <= bytes ? card.body : [words('The preview is too large to show here.')];
}

/** @param longest characters of a label, hint, error or choice */
function drawField(form: Form, field: FormField, longest: number): Node[] {
  const { error, hint } = field;
  return [
    ...(error ? [words(`⚠ ${line(error, longest)}`, { color: 'Attention', weight: 'Bolder' })] : []),
    input(form, field, longest),
    ...(hint ? [words(line(hint, longest), { size: 'Small', isSubtle: true }, { spacing: 'None' })] : [])
  ];
}

function input(form: Form, field: FormField, longest: number): Node {
  const { id, label, kind, value, optional, max, placeholder, options = [] } = field;
  const name = line(label, longest) || '…';
  const common = {
    id: `${inputPrefix}${id}`,
    label: optional && !leavesFree(form) ? `${name} (optional)` : name,
    // Every button of a dialog checks what is required, so that an empty field would keep somebody from going back.
    ...(!optional && form.back === undefined && { isRequired: true, errorMessage: missing(kind) })
  };
  switch (kind) {
    case 'choice': {
      const choices = options.map((option) => ({ title: line(option.label, longest), value: option.value }));
      const chosen = options.some((option) => option.value === value);
      const style = field.expanded ? { style: 'expanded', wrap: true } : { style: 'compact' };
      return { type: 'Input.ChoiceSet', ...common, ...style, choices, ...(chosen && { value }) };
    }
    case 'many': {
      const choices = options.map((option) => ({ title: line(option.label, longest), value: option.value }));
      const many = { isMultiSelect: true, style: 'expanded', wrap: true };
      return { type: 'Input.ChoiceSet', ...common, ...many, choices, ...(value && { value }) };
    }
    case 'date':
      return { type: 'Input.Date', ...common, ...(value && /^\d{4}-\d{2}-\d{2}$/.test(value) && { value }) };
    default: {
      const maxLength = Math.min(max ?? fieldMax, fieldMax);
      const text = value && plain(value, maxLength);
      const example = placeholder && { placeholder: plain(placeholder, limits.line) };
      const many = { isMultiline: kind === 'text', maxLength };
      return { type: 'Input.Text', ...common, ...many, ...example, ...(text && { value: text }) };
    }
  }
}

function missing(kind: FormField['kind']): string {
  return kind === 'choice' || kind === 'many' || kind === 'date' ? 'Choose one, please.' : 'Please fill this in.';
}
