import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { EnvHttpProxyAgent, fetch as fetchByUndici, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

/** Outbound proxy: its address, and the hosts that are called without it, in the syntax of NO_PROXY. */
export interface ProxyOptions {
  address: string;
  except: string;
}

/** Hosts never called by the proxy: this machine, and the address at which Azure gives a machine its identity. */
const never = 'localhost,127.0.0.1,[::1],169.254.169.254';
const withNever = (except: string): string => [except, never].filter(Boolean).join(',');

/** Returns the proxy by which an address is called; undefined where it is called without one. */
export function proxyFor({ hostname, port, protocol }: URL, { address, except }: ProxyOptions): URL | undefined {
  const usual = protocol === 'https:' ? 443 : 80;
  const isDirect = except.trim() === '*' || bypasses(withNever(except), hostname, Number(port || usual));
  return isDirect ? undefined : new URL(address);
}

/**
 * Routes every outbound call of this process through a proxy: `fetch`, the WebSocket of Slack's socket, and the SDKs,
 * of which some use `node:https`. Connections are tunnelled (CONNECT), so that the proxy cannot read them.
 *
 * @returns a function that undoes it
 */
export function useProxy({ address, except }: ProxyOptions): () => void {
  if (except.trim() === '*') return () => {};
  const noProxy = withNever(except);
  const before = { fetch, dispatcher: getGlobalDispatcher(), http: http.globalAgent, https: https.globalAgent };
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: address, httpsProxy: address, noProxy, allowH2: false });
  setGlobalDispatcher(dispatcher);
  // Node's own fetch is an older undici, which need not understand a dispatcher of this one.
  globalThis.fetch = fetchByUndici as unknown as typeof fetch;
  http.globalAgent = agentFor(address, noProxy, before.http);
  https.globalAgent = agentFor(address, noProxy, before.https) as unknown as https.Agent;
  return () => {
    globalThis.fetch = before.fetch;
    setGlobalDispatcher(before.dispatcher);
    void dispatcher.destroy();
    http.globalAgent.destroy();
    https.globalAgent.destroy();
    http.globalAgent = before.http;
    https.globalAgent = before.https;
  };
}

interface Target {
  host?: string | null;
  hostname?: string | null;
  port?: number | string | null;
}

/**
 * Creates an agent for `node:http` and `node:https` that uses the proxy, and the agent it replaces for excepted hosts.
 */
function agentFor(address: string, noProxy: string, direct: http.Agent): http.Agent {
  const proxied = new HttpsProxyAgent(address, { keepAlive: true, timeout: 5_000 }) as unknown as http.Agent & Adding;
  const byProxy = proxied.addRequest;
  proxied.addRequest = (request, target, ...rest) => {
    const host = String(target.host ?? target.hostname ?? '');
    const agent = direct as http.Agent & Adding;
    if (bypasses(noProxy, host, Number(target.port))) agent.addRequest(request, target, ...rest);
    else byProxy.call(proxied, request, target, ...rest);
  };
  // `agent: false` makes Node build one of the same kind. Such a request goes out directly, as the link check's must: it
  // has looked at the address it connects to.
  Object.defineProperty(proxied, 'constructor', { value: direct.constructor });
  return proxied;
}

/** Method by which Node hands a request to an agent; its types leave this out. */
interface Adding {
  addRequest(request: http.ClientRequest, target: Target, ...rest: unknown[]): void;
}

/**
 * Returns true where a host is called without the proxy: each entry covers the host itself and its subdomains, and one
 * with a port only that port. The rules are undici's, so that both paths agree.
 */
export function bypasses(noProxy: string, host: string, port: number): boolean {
  const wanted = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host.toLowerCase();
  const entries = noProxy.split(/[,\s]/).filter(Boolean);
  return entries.some((entry) => {
    const [, named, only] = /^(.+):(\d+)$/.exec(entry) ?? [undefined, entry, undefined];
    const name = String(named)
      .replace(/^\*?\./, '')
      .toLowerCase();
    if (only !== undefined && Number(only) !== port) return false;
    return wanted === name || wanted.endsWith(`.${name}`);
  });
}
