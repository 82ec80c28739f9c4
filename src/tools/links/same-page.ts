/** Parts of addresses that never hold the requested page. */
const elsewhere =
  /(?:^|[/._-])(?:log-?in|sign-?in|sign-?on|sso|saml\d?|auth|oauth2?|authorize|realms|account|consent|cookies?|error|errors|40[0-9]|50[0-9]|not-?found|search|maintenance|unavailable|captcha|challenge|session|expired)(?=$|[/._-])/i;
/** Parameters that belong to one visit, not to the page. */
const ofOneVisit =
  /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|_gl|sid|phpsessid|jsessionid|session(?:_?(?:id|state))?|nonce|state|token|ticket|code|return(?:url|_to)?|redirect(?:_?(?:uri|url|to))?|next|continue|from|ref(?:errer)?|q|query)$/i;

/** Returns the last part of a path without its extension, which distinguishes pages. */
const lastPart = (url: URL): string =>
  (url.pathname.split('/').filter(Boolean).at(-1) ?? '').replace(/\.(?:html?|aspx?|php|jsp)$/i, '').toLowerCase();

/**
 * Returns the reason why a permanently redirected address may not be the same page, so that only certain matches are
 * written into the knowledge without review.
 *
 * @returns the rest of a sentence; undefined if the two are certainly one page
 */
export function whyNotTheSame(asked: URL, reached: URL): string | undefined {
  if (elsewhere.test(reached.pathname) && !elsewhere.test(asked.pathname))
    return 'it looks like a login, notice, search or error page';
  if (/;jsessionid=/i.test(reached.pathname)) return 'it holds the mark of one visit';
  const visit = [...reached.searchParams.keys()].find((name) => ofOneVisit.test(name) && !asked.searchParams.has(name));
  if (visit !== undefined) return `it holds “${visit}”, which belongs to one visit`;
  if (lastPart(asked) !== lastPart(reached)) return 'its last part is another';
  const added = [...reached.searchParams].find(([name, value]) => asked.searchParams.get(name) !== value);
  const dropped = [...asked.searchParams].find(([name, value]) => reached.searchParams.get(name) !== value);
  return added || dropped ? 'what stands after its question mark is another' : undefined;
}
