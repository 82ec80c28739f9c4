/** Actions that are sent back to the bot. */
const sentBack: ReadonlySet<unknown> = new Set(['Action.Execute', 'Action.Submit']);

/**
 * Returns a drawn card whose buttons carry whether one person alone sees it, so that a press is answered to no more readers
 * than the card has, in any process and after any time: Teams itself does not send that with a press.
 *
 * @param alone undefined in a conversation between one person and the bot, where nobody else reads
 */
export function withReaders<T>(drawn: T, alone: boolean | undefined): T {
  if (alone === undefined) return drawn;
  return JSON.parse(JSON.stringify(drawn), (_key, value) =>
    sentBack.has(value?.type) && value.data ? { ...value, data: { ...value.data, alone } } : value
  );
}
