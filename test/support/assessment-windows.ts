import { texts } from '../contract/platform.contract.ts';

/** Ids of the fields that stand in an open window, with their choices. */
export function fieldsOf(window: unknown): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { action_id, id, type, options, choices } = node as Record<string, unknown>;
    const name = typeof action_id === 'string' ? action_id : String(id ?? '').replace(/^field\./, '');
    const isInput = /^(?:radio_buttons|checkboxes|plain_text_input|static_select|Input\.)/.test(String(type));
    const some = ((options ?? choices ?? []) as { value: string }[]).map(({ value }) => value);
    if (isInput) found.set(name, some);
    else for (const inner of Object.values(node)) look(inner);
  };
  look(window);
  return found;
}

/**
 * Fills in every page until the window is closed or has no field left, by words or by a choice: the last but two when not
 * given, which is the highest step of a scale.
 */
export async function fillAll(
  side: { window(): unknown; fill(fields: Record<string, string>, name?: string): Promise<unknown> },
  name?: string,
  choice = -3
): Promise<string> {
  for (let pages = 0; pages < 12; pages++) {
    const fields = fieldsOf(side.window());
    if (fields.size === 0) break;
    const filled = [...fields].map(([id, choices]) => [
      id,
      choices.at(Math.max(choice, -choices.length)) ?? 'By June, 10 wards'
    ]);
    await side.fill(Object.fromEntries(filled), name);
  }
  return texts(side.window());
}
