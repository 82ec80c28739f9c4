/** Short forms of words as people type them on a phone. */
const typed = new Map([
  ['how', 'hw'],
  ['what', 'wot'],
  ['could', 'cud'],
  ['would', 'wud'],
  ['should', 'shud'],
  ['the', 'teh'],
  ['you', 'u'],
  ['your', 'ur'],
  ['with', 'wiv'],
  ['because', 'cos'],
  ['when', 'wen'],
  ['something', 'sumthing'],
  ['people', 'ppl'],
  ['through', 'thru'],
  ['anyone', 'any1'],
  ['this', 'ths'],
  ['about', 'abt'],
  ['before', 'b4'],
  ['want to', 'wanna']
]);

/** Returns a question as it is typed on a phone: in small letters, short forms for common words, no marks between words. */
export function withShortForms(ask: string): string {
  return ask
    .toLowerCase()
    .replace(/[?!.,;:]+(?=\s|$)/g, '')
    .replace(/want to|\p{L}+/gu, (word) => typed.get(word) ?? word);
}
