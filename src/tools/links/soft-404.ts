import { alternatives } from '../../core/model/alternatives.ts';

const notFoundWords = alternatives`
  page (?:was |is |could |can )?(?:not|no longer|cannot|can ?not) (?:be )?(?:found|available|exist)
  page (?:doesn['’]t|does not|no longer) exists?|(?:error )?404\b|not found
  (?:can['’]t|cannot|couldn['’]t|could not) (?:find|be found)|no longer (?:available|exists)
  has been (?:removed|deleted|retired|archived)|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouv[ée]e)
  p[áa]gina n(?:o|[ãa]o) encontrada|pagina (?:niet gevonden|non trovata)|sidan (?:kunde inte hittas|hittades inte)
  siden (?:blev|ble) ikke funne[td]|(?:ni|heb) (?:ddaethpwyd|ddarganfuwyd|ddod)\b.{0,40}\bdudalen|^oops\b
  sivua ei l[öo]ydy|nie znaleziono strony|tudalen heb ei (?:ddarganfod|chanfod)
`;
const notFound = new RegExp(String.raw`\b(?:${notFoundWords})`, 'i');
const forSale =
  /\b(?:domain (?:name )?(?:is |may be )?(?:for sale|parked)|buy this domain|this domain (?:has expired|is parked))/i;

/** Titles of pages that stand before the requested one. */
const before =
  /^(?:(?:please )?(?:sign|log) ?[io]n\b|before you continue|(?:we (?:use|value) )?(?:your )?cookies?\b|choose (?:your|a) (?:country|region|language)|select (?:your|a) (?:country|region|language))/i;

const challengeWords = alternatives`
  just a moment|attention required|access (?:to this page has been )?denied
  (?:are you|verify (?:that )?you are|checking if you are) (?:a )?(?:robot|human)|checking your browser
  security check|pardon our interruption|request (?:blocked|rejected)|one moment, please
`;
const challenge = new RegExp(`^(?:${challengeWords})`, 'i');

const textOf = (html: string, tag: 'title' | 'h1'): string =>
  new RegExp(`<${tag}\\b[^>]{0,500}>([\\s\\S]{0,600}?)</${tag}`, 'i')
    .exec(html)?.[1]
    ?.replace(/<[^>]{0,500}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() ?? '';

/** Returns the title of a page if it asks visitors to log in, to agree or to choose a country before they go on. */
export function noticeTitle(html: string): string | undefined {
  return [textOf(html, 'title'), textOf(html, 'h1')].find((text) => before.test(text))?.slice(0, 80);
}

/** Returns the title of a page with which sites keep robots out. */
export function challengeTitle(html: string): string | undefined {
  const title = textOf(html, 'title');
  return challenge.test(title) ? title.slice(0, 80) : undefined;
}

/**
 * Guesses whether a page that answers 200 really says "not found": by its title and first heading, by a domain for
 * sale, or because a deep address was redirected to the front page.
 *
 * @param asked the address in the knowledge
 * @param reached the address that answered
 * @returns the reason for the suspicion, as the rest of a sentence; undefined if nothing points to it
 */
export function suspectNotFound(html: string, asked: URL, reached: URL): string | undefined {
  const [title, heading] = [textOf(html, 'title'), textOf(html, 'h1')];
  for (const text of [title, heading]) if (notFound.test(text)) return `its title says “${text.slice(0, 80)}”`;
  if (forSale.test(`${title} ${heading} ${html.slice(0, 4000)}`)) return 'its domain seems to be for sale';
  const deep = asked.pathname.split('/').filter(Boolean).length > 0;
  if (deep && /^\/(?:index\.\w{2,5}|home)?$/i.test(reached.pathname) && !reached.search)
    return 'it was sent on to the front page';
  return undefined;
}
