/** A channel's link, as Teams' "Get link to channel" and Slack's "Copy link" give it. */
const teamsLink = /^https:\/\/teams\.(?:microsoft\.com|cloud\.microsoft|microsoft\.us)\/l\/channel\/([^/?#]+)/i;
/** Slack in a browser also names the workspace, which the bot needs to know where it serves several. */
const slackPage = /^https:\/\/app\.slack\.com\/client\/([TE][A-Z0-9]+)\/([CG][A-Z0-9]+)/;
const slackLink = /^https:\/\/[\w-]+(?:\.enterprise)?\.slack\.com\/archives\/([CG][A-Z0-9]+)/;

/**
 * Reads a channel as an operator writes it: its link, with or without the platform before it, or the platform and its
 * id.
 *
 * @returns `slack:C…`, `slack:T…/C…` or `teams:…`; undefined for anything else
 */
export function readChannelSetting(written: string): string | undefined {
  const bare = written.replace(/^(slack|teams):(?=https:)/, '');
  const [, workspace, channel] = slackPage.exec(bare) ?? [];
  if (workspace) return `slack:${workspace}/${channel}`;
  const slack = slackLink.exec(bare)?.[1];
  if (slack) return `slack:${slack}`;
  const teams = teamsLink.exec(bare)?.[1];
  if (teams) return decoded(teams) ? `teams:${decoded(teams)}` : undefined;
  const isId = /^(slack:(?!https?:)|teams:(19:|a:))\S{1,2000}$/.test(written);
  return isId || isWholeAddress(written) ? written : undefined;
}

/** Returns true for the whole address of a Teams conversation: `teams:{"id":"…","url":"…","bot":"…"}`. */
function isWholeAddress(written: string): boolean {
  if (!/^teams:\{.{1,2000}$/.test(written)) return false;
  try {
    const { id, url, bot } = JSON.parse(written.slice('teams:'.length)) as Record<string, unknown>;
    return typeof id === 'string' && typeof bot === 'string' && URL.canParse(String(url));
  } catch {
    return false;
  }
}

/** Returns the id that a link carries; empty where it cannot be read. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
