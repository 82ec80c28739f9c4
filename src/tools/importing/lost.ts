import { alternatives } from '../../core/model/alternatives.ts';
import type { Lost } from './document.ts';
import { type Flat, unmarked } from './flatten.ts';

const linkPromises = alternatives`
  (?:find out|read|see|learn|discover) more\b
  (?:more|further) (?:information|details|detail) (?:is|are|can be|about|on|at)\b
  (?:click|see|available|found|download(?:ed)?|register|book|apply|sign up|read|watch|accessed?|viewed?|visit) (?:it |them |this |that |now |online )?here\b
  here to (?:download|read|view|register)|download (?:the|our|a) |(?:follow|use|via|on) (?:this|the|these) links?\b
  (?:link|links) (?:below|above|here)|(?:visit|see|on) (?:our|their) web ?(?:site|pages?)\b
  visit the [^.]{1,60} web ?(?:site|pages?)\b|(?:can|may) be (?:downloaded|accessed|viewed)\b
`;
/** Wordings that promise an address, seen on public pages of NHS improvement bodies whose link was lost in saving. */
const promisesLink = new RegExp(String.raw`\b(?:${linkPromises})`, 'i');

const contactPromises = alternatives`
  (?:please |do |to )?contact (?:us|your|our|the|a member|them|him|her)\b|(?:please|to) contact\b|get in touch\b
  e-?mail (?:us|the|our|them)\b|(?:call|ring|phone) (?:us|our|the team)\b
  (?:speak|talk|write) to (?:us|our|the team)\b|drop us a line|by e-?mailing\b
`;
const promisesContact = new RegExp(String.raw`\b(?:${contactPromises})`, 'i');
const eaten = /\[?e-?mail[\s\u00a0]protected\]?/i;
const holdsLink = /\]\(|<https?:|https?:\/\/|\bwww\./i;
const holdsMailbox = /[\w.+-]@[\w-]+\.\w/;
const holdsPhone = /(?:\+\d|\b0)\d[\d ()-]{7,14}\d/;
const contactHeading = /^(?:contact(?: us)?|contacts|get in touch|who to contact|how to contact us|further help)\b/i;

/** Splits inline Markdown into sentences. */
const sentences = (markdown: string): string[] => markdown.split(/(?<=[.!?]["”')]?)\s+(?=[\p{Lu}“"'‘*[(])/u);

/**
 * Finds what a section mentions but does not contain.
 *
 * @param heading which may itself promise a contact; empty if other parts of it may hold one
 */
export function findLost(heading: string, { blocks, deadEnds }: Pick<Flat, 'blocks' | 'deadEnds'>): Lost[] {
  const lost: Lost[] = [];
  const tell = (kind: Lost['kind'], said: string): void => {
    const plain = unmarked(said).slice(0, 240);
    if (!lost.some((other) => other.kind === kind && (other.said.includes(plain) || plain.includes(other.said))))
      lost.push({ kind, said: plain });
  };
  for (const { markdown } of blocks) {
    for (const sentence of sentences(markdown)) {
      if (eaten.test(sentence)) tell('contact', sentence);
      else if (promisesContact.test(sentence)) {
        if (!holdsMailbox.test(markdown) && !holdsPhone.test(markdown) && !holdsLink.test(sentence))
          tell('contact', sentence);
      } else if (promisesLink.test(sentence) && !holdsLink.test(sentence)) tell('link', sentence);
    }
  }
  for (const { text, url } of deadEnds) {
    const where = blocks
      .flatMap(({ markdown }) => sentences(markdown))
      .find((sentence) => unmarked(sentence).includes(text));
    if (/^(?:#|javascript:)?$/i.test(url) || /^(?:javascript|data|vbscript):/i.test(url)) tell('link', where ?? text);
    else tell('link', `“${text}” leads to “${url.slice(0, 120)}”, which is no whole address`);
  }
  const all = blocks.map(({ markdown }) => markdown).join('\n');
  if (contactHeading.test(heading) && !holdsMailbox.test(all) && !holdsPhone.test(all) && !holdsLink.test(all))
    tell('contact', heading);
  return lost;
}
