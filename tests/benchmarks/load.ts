import { Agent, request } from 'node:http';

/** What the host header says: the portal runs as in production, behind a proxy that ends TLS. */
export const HOST = 'portal.example';

export type Load = { perSecond: number; p50: number; p95: number; p99: number; longest: number; failures: number };
type LoadOptions = { url: string; cookie: string; connections: number; seconds: number };

/** Keeps `connections` requests under way for `seconds`; times in milliseconds. */
export async function load({ url, cookie, connections, seconds }: LoadOptions): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failures = 0;
  const until = performance.now() + seconds * 1_000;
  const started = performance.now();
  const one = () =>
    new Promise<void>((done) => {
      const begun = performance.now();
      const call = request(url, { agent, headers: { host: HOST, cookie, 'accept-encoding': 'gzip' } }, (answer) => {
        if (answer.statusCode !== 200) failures += 1;
        answer.resume().on('end', () => {
          times.push(performance.now() - begun);
          done();
        });
      });
      call.on('error', () => {
        failures += 1;
        done();
      });
      call.end();
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await one();
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: (times.length * 1_000) / (performance.now() - started),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: times.at(-1) ?? Number.NaN,
    failures,
  };
}
