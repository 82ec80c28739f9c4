import { request } from 'undici';

/** What Slack's SDK, and we, read of an answer. */
export type WholeResponse = Pick<Response, 'status' | 'statusText' | 'ok' | 'url' | 'headers' | 'text' | 'json'> & {
  /** The body, which has been read. */
  whole: string;
};

/**
 * What `fetch` does, for what goes to Slack and comes from there: a short text each way, no redirect. It takes a third of
 * the processor that `fetch` takes, which sends every byte through web streams. The way out is the process's own, a proxy
 * included.
 */
export async function fetchWhole(url: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<WholeResponse> {
  const { method = 'GET', headers, body, signal } = init;
  const answer = await request(String(url), {
    method,
    headers: headers as Record<string, string>,
    body: body as string,
    signal
  });
  const { statusCode: status, statusText } = answer;
  const whole = await answer.body.text();
  return {
    ...{ status, statusText, ok: status >= 200 && status < 300, url: String(url), whole },
    headers: new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
    text: async () => whole,
    json: async () => JSON.parse(whole)
  };
}
