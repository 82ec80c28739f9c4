/**
 * Returns true for an address that may stand on a button: http or https, parseable, without a name or password in it.
 */
export function isWebAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** Returns the host of a web address for display, without `www.`; empty for anything else. */
export function hostOf(address: string): string {
  return isWebAddress(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
}
