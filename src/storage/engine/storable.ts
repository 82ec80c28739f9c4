/** Removes NUL, which PostgreSQL refuses and SQLite takes for the end of the text, and unpaired surrogates. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
