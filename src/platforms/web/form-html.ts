import { type Form, type FormField, fieldMax, freeNote, leavesFree, previewOf } from '../../core/model/form.ts';
import { cardHtml } from './card-html.ts';
import { type Html, html } from './html.ts';

/** Draws a form for the page's own window; its fields are returned under their names. */
export function formHtml(form: Form): Html {
  const { id, title, text, value, fields, submit, back } = form;
  const preview = previewOf(form);
  const free = leavesFree(form);
  const wrong = fields.filter(({ error }) => error !== undefined).length;
  return html`<form class="sheet" novalidate data-form="${id}" data-value="${value}"${form.keeps && html` data-keeps`} aria-labelledby="sheet-title">
<h2 id="sheet-title" tabindex="-1">${title}</h2>
${wrong > 0 && html`<p class="wrong" role="alert">Not sent yet: ${wrong === 1 ? 'one field needs' : `${wrong} fields need`} another look.</p>`}
${text?.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
${preview && cardHtml(preview, { level: 2 })}
${free && html`<p class="hint">${freeNote}</p>`}
${fields.map((field) => drawField(field, !free))}
<p class="buttons"><button class="button main">${submit}</button> ${back && html`<button type="button" class="button" data-back>${back}</button> `}<button type="button" class="plain" data-close>${form.keeps ? 'Close' : 'Cancel'}</button></p>
</form>`;
}

/** @param marks true to mark a field that may be left out */
function drawField(field: FormField, marks: boolean): Html {
  const { id, label, hint, error, optional, kind } = field;
  const key = `field-${id}`;
  const words = `${label}${optional && marks ? ' (optional)' : ''}`;
  const described = [hint && `${key}-hint`, error && `${key}-error`].filter(Boolean).join(' ');
  const about = html`${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}${!optional && html` aria-required="true"`}`;
  const notes = html`${hint && html`<span class="hint" id="${key}-hint">${hint}</span>`}${error && html`<span class="wrong" id="${key}-error">${error}</span>`}`;
  if (kind === 'many' || (kind === 'choice' && field.expanded)) {
    return html`<fieldset class="field"${described && html` aria-describedby="${described}"`}><legend>${words}</legend>${notes}${ticks(field)}</fieldset>`;
  }
  return html`<div class="field"><label for="${key}">${words}</label>${notes}${control(field, key, about)}</div>`;
}

function ticks({ id, kind, value = '', options = [] }: FormField): Html {
  const chosen = new Set(kind === 'many' ? value.split(',') : [value]);
  const type = kind === 'many' ? 'checkbox' : 'radio';
  return html`${options.map((option) => html`<label class="tick"><input type="${type}" name="${id}" value="${option.value}"${chosen.has(option.value) && html` checked`}> <span>${option.label}</span></label>`)}`;
}

function control(field: FormField, key: string, about: Html): Html {
  const { id, kind, value = '', max = fieldMax, placeholder, options = [] } = field;
  const shared = html` id="${key}" name="${id}"${placeholder && html` placeholder="${placeholder}"`}${about}`;
  switch (kind) {
    case 'choice':
      return html`<select${shared}><option value=""></option>${options.map((option) => html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`)}</select>`;
    case 'date':
      return html`<input type="date"${shared} value="${value}">`;
    case 'text':
      return html`<textarea rows="4" maxlength="${max}"${shared}>${value}</textarea>`;
    default:
      return html`<input type="text" maxlength="${max}"${shared} value="${value}">`;
  }
}
