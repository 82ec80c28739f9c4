/** Runs one call of a port; `name` is `port.method`. Returns the call's result, or a replacement. */
export type AroundCall = (name: string, call: () => unknown) => unknown;

type Method = (...given: unknown[]) => unknown;

/** Returns ports whose methods all run inside `around`; members that are not ports, such as `close`, are unchanged. */
export function wrapPorts<S extends object>(ports: S, around: AroundCall): S {
  const wrapped = ([name, methods]: [string, unknown]): [string, unknown] => {
    if (typeof methods !== 'object' || methods === null) return [name, methods];
    const all = Object.entries(methods as Record<string, Method>).map(([method, call]): [string, Method] => [
      method,
      (...given) => around(`${name}.${method}`, () => call(...given))
    ]);
    return [name, Object.fromEntries(all)];
  };
  return Object.fromEntries(Object.entries(ports).map(wrapped)) as S;
}
