import { BoundedMap } from '../../../core/model/bounded-map.ts';
import { type Fields, fields, list, text } from '../parse/payload.ts';

/** The workspaces and organisations that the bot serves. */
export interface AllowedWorkspaces {
  /** Returns true where a workspace or an organisation of these ids is served. */
  ids(...ids: readonly (string | undefined)[]): boolean;
  /** Returns true where the sender and the place of a payload are served. */
  payload(payload: Fields): boolean;
}

/** Answer to a command of a person from an organisation that is not served; their other messages are ignored. */
export const notAllowed = 'This bot does not serve your organisation. Ask whoever looks after it whether it may.';

/** Answer to a person in a workspace that is served, and for which there is no token. */
export const notInstalled =
  'I am not installed in this workspace, or not any more, so I cannot answer here. Somebody who may install apps in it has to add me.';

/** Maximum number of workspaces remembered with their organisation. */
const mostMembers = 5000;

/**
 * Creates the check of served workspaces.
 *
 * @param listed ids of workspaces (T…) and whole organisations (E…)
 */
export function createAllowedWorkspaces(listed: readonly string[]): AllowedWorkspaces {
  const known = new Set(listed);
  const members = createMembership();
  const ids: AllowedWorkspaces['ids'] = (...given) => given.some((id) => id !== undefined && known.has(id));
  return {
    ids,
    payload(payload) {
      if (payload.type === 'url_verification' || payload.ssl_check !== undefined) return true;
      const place = placeOf(payload);
      const writer = writerOf(payload);
      members.record(payload, place, writer);
      // In a channel shared with other organisations the writer is checked first, then the place.
      const atHome =
        writer.length === 0 ||
        writer.some((id) => place.includes(id) || ids(id) || members.inSameOrganisation(id, place));
      return atHome && ids(...place, ...writer, ...members.organisationsOf(writer));
    }
  };
}

/** Returns the ids of the workspace in which the bot is installed, and of its organisation. */
function placeOf(payload: Fields): string[] {
  const target = fields(list(payload.authorizations)[0]);
  const given = payload.authorizations === undefined ? [payload.team_id, payload.enterprise_id] : [];
  const team = fields(payload.team);
  const enterprise = fields(payload.enterprise);
  const all = [target.team_id, target.enterprise_id, ...given, team.id, team.enterprise_id, enterprise.id];
  return all.flatMap((id) => text(id) ?? []);
}

/**
 * Returns the ids of the workspace and organisation of the person who wrote or pressed, where Slack names them. For a
 * member of an organisation `user_team` names the organisation (E…). docs.slack.dev/apis/slack-connect
 */
function writerOf(payload: Fields): string[] {
  const event = fields(payload.event);
  const user = fields(payload.user);
  const named = [event.user_team ?? event.source_team, user.team_id, user.enterprise_id];
  return named.flatMap((id) => text(id) ?? []);
}

/**
 * Creates the record of workspaces by organisation. A button's payload names the workspace of its presser but not the
 * organisation, so this is read from events: in a channel that is not shared, everybody belongs to it.
 */
function createMembership() {
  const organisations = new BoundedMap<string, string>(mostMembers);
  return {
    record(payload: Fields, place: readonly string[], writer: readonly string[]): void {
      const event = fields(payload.event);
      const organisation = place.find((id) => id.startsWith('E'));
      const workspace = text(event.team) ?? text(event.user_team);
      const within = payload.is_ext_shared_channel === false || (organisation && writer.includes(organisation));
      if (!organisation || !within || !workspace?.startsWith('T')) return;
      organisations.set(workspace, organisation);
    },
    inSameOrganisation: (workspace: string, place: readonly string[]): boolean =>
      place.includes(organisations.get(workspace) ?? workspace),
    organisationsOf: (writer: readonly string[]): string[] => writer.flatMap((id) => organisations.get(id) ?? [])
  };
}
