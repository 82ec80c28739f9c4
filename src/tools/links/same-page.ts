const words = (names: string): RegExp => new RegExp(`(?:^|[/._-])(?:${names})(?=$|[/._-])`, 'i');
/** Parts of paths, and of hosts, that never hold the requested page. */
const elsewhere = words(
  'log-?in|sign-?in|sign-?on|sso|saml\\d?|auth|oauth2?|authorize|realms|account|consent|cookies?|error|errors|40[0-9]|50[0-9]|not-?found|search|maintenance|unavailable|captcha|challenge|session|expired'
);
const elsewhereHost = words('log-?in|sign-?in|sso|saml\\d?|auth|oauth2?|idp|accounts?|consent');
/** Parts of paths for one language or country, to which sites send visitors by where they seem to come from. */
const ofOnePlace =
  /^(?:[a-z]{2}[-_][a-z]{2}|en|cy|de|fr|es|it|nl|pt|pl|us|usa|uk|gb|ie|eu|au|nz|ca|in|int|intl|global|international)$/i;
/** Parameters that belong to one visit, not to the page. */
const ofOneVisit =
  /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|_gl|sid|phpsessid|jsessionid|session(?:_?(?:id|state))?|nonce|state|token|ticket|code|return(?:url|_to)?|redirect(?:_?(?:uri|url|to))?|next|continue|from|ref(?:errer)?|q|query)$/i;

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Returns the parts of a path, the last one without its extension, and without the name of a folder's own page. */
const partsOf = ({ pathname }: URL): string[] =>
  decoded(pathname)
    .toLowerCase()
    .replace(/\.(?:html?|aspx?|php|jsp)$/, '')
    .replace(/\/(?:index|default)$/, '')
    .split('/')
    .filter(Boolean);

const hostOf = ({ host }: URL): string => host.replace(/^www\./, '');

/** Returns true if one page alone is likely to have this name: several words, or a long one. */
const isTelling = (name: string): boolean =>
  name.split(/[-_+%]/).filter((word) => /\p{L}/u.test(word)).length > 1 || name.length >= 14;

/**
 * Returns the reason why a permanently redirected address may not be the same page, so that only certain matches are
 * written into the knowledge without review.
 *
 * @returns the rest of a sentence; undefined if the two are certainly one page
 */
export function whyNotTheSame(asked: URL, reached: URL): string | undefined {
  if (reached.username || reached.password) return 'it holds a name and password';
  if (asked.protocol === 'https:' && reached.protocol === 'http:') return 'it begins with http://, which is less safe';
  const [host, before] = [reached.hostname, asked.hostname];
  const notice = elsewhere.test(reached.pathname) && !elsewhere.test(asked.pathname);
  if (notice || (elsewhereHost.test(host) && !elsewhereHost.test(before)))
    return 'it looks like a login, notice, search or error page';
  if (/;jsessionid=/i.test(reached.pathname)) return 'it holds the mark of one visit';
  const visit = [...reached.searchParams.keys()].find((name) => ofOneVisit.test(name) && !asked.searchParams.has(name));
  if (visit !== undefined) return `it holds “${visit}”, which belongs to one visit`;
  const [from, to] = [partsOf(asked), partsOf(reached)];
  const name = to.at(-1) ?? '';
  if (from.at(-1) !== to.at(-1)) return 'its last part is another';
  if (to.some((part) => ofOnePlace.test(part) && !from.includes(part)))
    return 'it seems to be for one country or language';
  const figures = (parts: readonly string[]): string => (parts.join('/').match(/\d+/g) ?? []).join(' ');
  const [had, has] = [figures(from), figures(to)];
  if (had !== has && ((had && has) || !isTelling(name))) return 'it holds other figures';
  const whole = to.length > 0 && from.join('/') === to.join('/');
  if (hostOf(asked) !== hostOf(reached) && !whole && !isTelling(name))
    return 'it is on another site, where that may be another page';
  const added = [...reached.searchParams].find(([key, value]) => asked.searchParams.get(key) !== value);
  const dropped = [...asked.searchParams].find(([key, value]) => reached.searchParams.get(key) !== value);
  return added || dropped ? 'what stands after its question mark is another' : undefined;
}
