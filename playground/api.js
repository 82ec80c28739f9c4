/** Returns an id that cannot be guessed; `crypto.randomUUID` exists on https and localhost only. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The conversation of this tab: it survives a reload and ends with the tab. */
export const conversation = remembered() ?? newId();

function remembered() {
  try {
    const id = sessionStorage.getItem('conversation') ?? newId();
    sessionStorage.setItem('conversation', id);
    return id;
  } catch {
    return undefined;
  }
}

/**
 * Asks the server.
 *
 * @param {string} path below `/playground/`
 * @param {Record<string, string>} [query]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} rejects with a plain sentence
 */
export async function ask(path, query = {}, signal) {
  const response = await fetch(`/playground/${path}?${new URLSearchParams(query)}`, signal ? { signal } : {});
  return read(response);
}

/**
 * Sends one message of this conversation.
 *
 * @param {Record<string, unknown>} message `kind` and what belongs to it
 * @returns {Promise<any>} the reply, undefined for a message answered before; rejects with a plain sentence
 */
export async function send(message) {
  const response = await fetch('/playground/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ conversation, id: newId(), ...message })
  });
  return response.status === 204 ? undefined : read(response);
}

/** @param {Response} response */
async function read(response) {
  const body = await response.json().catch(() => undefined);
  if (response.ok && body) return body;
  throw new Error(body?.error ?? `The server answered ${response.status}.`);
}
