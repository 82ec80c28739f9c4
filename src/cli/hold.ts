import http from 'node:http';

/**
 * Keeps a process alive that can do nothing until a setting is fixed, if its supervisor has no exit status that
 * prevents a restart (Docker, Kubernetes). It answers `/healthz` with 200 and anything else with 503, and ends when
 * told to.
 *
 * @param stopped resolves when the process is to end
 * @param onHeld called once, when health checks are answered or the port cannot be had
 */
export async function hold(port: number, host: string, stopped: Promise<unknown>, onHeld: () => void): Promise<void> {
  const server = http.createServer((request, response) => {
    const alive = request.url === '/healthz';
    response.writeHead(alive ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(alive ? { ok: true } : { ready: false }));
  });
  // Without its port the process still stays; health checks show that it does not answer.
  let isHeld = false;
  const settle = (): void => {
    if (isHeld) return;
    isHeld = true;
    onHeld();
  };
  server.on('error', settle).on('listening', settle);
  server.listen(port, host);
  const waiting = setInterval(() => undefined, 60_000);
  await stopped;
  clearInterval(waiting);
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
