/** A person's words without NUL, which PostgreSQL refuses and SQLite takes for the end of the text, or half characters. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
