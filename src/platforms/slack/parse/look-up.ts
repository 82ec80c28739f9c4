import { kinds } from '../../../core/model/entry.ts';
import { type Fields, type Filter, fields, text } from './payload.ts';

/** The value of a filter that narrows nothing. */
export const every = 'any';

/** Ids of the look-up modal and its parts; they come back in payloads. */
export const lookUp = {
  callback: 'look_up',
  search: 'look_up_search',
  filters: 'look_up_filter',
  topic: 'look_up_topic',
  kind: 'look_up_kind'
} as const;

/** Reads the filters out of the `view` of a payload; undefined for every view but the look-up. */
export function filterOf(view: Fields): Filter | undefined {
  if (view.callback_id !== lookUp.callback) return undefined;
  const chosen = fields(fields(fields(view.state).values)[lookUp.filters]);
  const value = (id: string) => text(fields(fields(chosen[id]).selected_option).value);
  const chosenTopic = value(lookUp.topic);
  const topic = chosenTopic === every ? undefined : chosenTopic;
  const kind = kinds.find((name) => name === value(lookUp.kind));
  return { ...(topic && { topic }), ...(kind && { kind }) };
}
