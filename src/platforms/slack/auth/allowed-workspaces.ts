import { type Fields, fields, list, text } from '../parse/payload.ts';

/** Which workspaces and organisations the bot serves. */
export interface Served {
  /** Whether a workspace or an organisation of these ids is served. */
  ids(...ids: readonly (string | undefined)[]): boolean;
  /** Whether what Slack delivered comes from a place, and from a person, that are served. */
  payload(payload: Fields): boolean;
}

/** What somebody of another organisation is told who types a command; everything else of theirs is not heard. */
export const notServed = 'This bot does not serve your organisation. Ask whoever looks after it whether it may.';

/**
 * @param listed ids of workspaces (T…) and whole organisations (E…); not given, everybody is served
 */
export function createServed(listed: readonly string[] | undefined): Served {
  const known = new Set(listed);
  const ids: Served['ids'] = (...given) => given.some((id) => id !== undefined && known.has(id));
  if (listed === undefined) return { ids: () => true, payload: () => true };
  return {
    ids,
    payload(payload) {
      if (payload.type === 'url_verification' || payload.ssl_check !== undefined) return true;
      const target = fields(list(payload.authorizations)[0]);
      const organisation = [
        text(target.enterprise_id),
        text(payload.enterprise_id),
        text(fields(payload.enterprise).id)
      ];
      if (ids(...organisation)) return true;
      // In a channel shared with others Slack names the workspace of whoever writes, where it is another.
      const event = fields(payload.event);
      const writer = text(event.user_team) ?? text(event.source_team) ?? text(fields(payload.user).team_id);
      if (writer !== undefined && !ids(writer)) return false;
      return ids(text(target.team_id), text(payload.team_id), text(fields(payload.team).id), writer);
    }
  };
}
