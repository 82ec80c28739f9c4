/** Response to a request. */
export interface Answer {
  status: number;
  headers: Headers;
  /** The first 64 kB of the body. */
  text: string;
  /** The body where it is a JSON object; empty otherwise. */
  json: Readonly<Record<string, unknown>>;
}

/** Failed request: no response. */
export interface NoAnswer {
  /** `proxy` where the proxy failed, not the host behind it. */
  kind: 'name' | 'offline' | 'refused' | 'late' | 'cut' | 'certificate' | 'clock' | 'proxy';
  /** Half a sentence with the host, such as "slack.com does not answer within 5 s", or with the proxy. */
  reason: string;
}

/** Sends one request without following redirects, so that a token never reaches another host. Never rejects. */
export type Ask = (url: string, init?: RequestInit & { timeoutMs?: number }) => Promise<Answer | NoAnswer>;

export const isAnswer = (response: Answer | NoAnswer): response is Answer => 'status' in response;

const mostBytes = 65_536;

/**
 * Creates an {@link Ask}.
 *
 * @param usualMs limit for a request and its response, in milliseconds, unless the call sets another
 * @param proxyFor returns the proxy by which an address is called
 */
export function createAsk(fetcher: typeof fetch, usualMs: number, proxyFor: (url: URL) => URL | undefined): Ask {
  return async (url, { timeoutMs = usualMs, ...init } = {}) => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetcher(url, { redirect: 'manual', ...init, signal });
      const text = await start(response);
      return { status: response.status, headers: response.headers, text, json: object(text) };
    } catch (error) {
      return noAnswerFor(error, new URL(url).host, timeoutMs, proxyFor(new URL(url)));
    }
  };
}

async function start({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}

function object(text: string): Answer['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  cause?: Thrown;
  errors?: Thrown[];
}

/** Codes of Node's sockets, of undici and of OpenSSL (nodejs.org/api/tls.html#x509-certificate-error-codes). */
const kinds: readonly [RegExp, NoAnswer['kind'], string][] = [
  [/^ENOTFOUND$/, 'name', 'is no name that this machine can find'],
  [/^EAI_|^E(HOST|NET)UNREACH$|^EADDRNOTAVAIL$/, 'offline', 'cannot be reached: this machine has no way there'],
  [/^ECONNREFUSED$/, 'refused', 'refuses the connection'],
  [/^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/, 'clock', 'shows a certificate that is not valid today'],
  [
    /^CERT_|SELF_SIGNED|UNABLE_TO|^ERR_(TLS|SSL)|^EPROTO$/,
    'certificate',
    'shows a certificate that is not trusted here'
  ]
];

/** Kinds that arise on the first way of a connection: where there is a proxy, on the way to it. */
const onTheWay: ReadonlySet<NoAnswer['kind']> = new Set(['name', 'offline', 'refused']);

function noAnswerFor(error: unknown, host: string, timeoutMs: number, proxy: URL | undefined): NoAnswer {
  const { name, code, cause } = (error ?? {}) as Thrown;
  const [, refusal] = /^Proxy response \((\d{3})\)/.exec(cause?.cause?.message ?? cause?.message ?? '') ?? [];
  const named = proxy ? `the proxy ${proxy.host}` : 'the proxy';
  if (refusal) return { kind: 'proxy', reason: `${named} answers ${refusal} for ${host}` };
  const found = String(cause?.code ?? cause?.errors?.[0]?.code ?? code ?? '');
  const besides = found ? ` (${found})` : '';
  if (name === 'TimeoutError' || /TIMEDOUT|_TIMEOUT$/.test(found)) {
    const way = proxy ? ` by way of ${named}` : '';
    return { kind: 'late', reason: `${host} does not answer within ${timeoutMs / 1000} s${way}` };
  }
  if (proxy?.protocol === 'https:' && found === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return { kind: 'proxy', reason: `${named} speaks plain HTTP, and its address begins with https://${besides}` };
  const [, kind, text] = kinds.find(([pattern]) => pattern.test(found)) ?? [undefined, 'cut' as const, 'cut the line'];
  if (proxy && onTheWay.has(kind)) return { kind: 'proxy', reason: `${named} ${text}${besides}` };
  return { kind, reason: `${host} ${text}${besides}` };
}
