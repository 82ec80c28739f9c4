const url = /\b(?:https?:\/\/|www\.)[^\s<>]{3,}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}/gi;

/** Returns plain text as Markdown that reads the same: markup characters are escaped, addresses stay unchanged. */
export function escapeMarkdown(text: string): string {
  let escaped = '';
  let at = 0;
  const plain = (part: string): string => part.replace(/[\\`*_[\]<>#~|]/g, '\\$&');
  for (const { 0: found, index } of text.matchAll(url)) {
    escaped += plain(text.slice(at, index)) + found;
    at = index + found.length;
  }
  escaped += plain(text.slice(at));
  return escaped.replace(/^(\s*)([-+=])(?=\s|$)/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])(?=\s)/, '$1\\$2');
}
