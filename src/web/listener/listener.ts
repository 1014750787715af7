import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Texts } from '../page/texts.ts';
import type { Header } from '../pipeline/headers.ts';
import { type BodyTime, boundBodies } from './body-time.ts';
import { boundConnections } from './connections.ts';
import { answerUnreadable } from './node-answers.ts';

// An import statement would evaluate all that this module exports, its WebSocket client too: 20 ms and 10 MiB.
const { createServer: createHttpServer } = process.getBuiltinModule('node:http');

const DRAIN_MS = 25_000;

/** The time that the headers of a request may take. Node checks its limit only from time to time. */
export type HeaderTime = Readonly<{ seconds: number; lookedAtEverySeconds: number }>;
/** Headers that come too slowly are cut after 20 s at most. */
export const HEADER_TIME: HeaderTime = { seconds: 15, lookedAtEverySeconds: 5 };

/**
 * The time that a connection stays open after an answer. A proxy that keeps it longer may send a form on it just as it
 * is closed: the form is lost, and its sender sees 502. Caddy keeps connections for 120 s, nginx for 60; Node's own
 * limit is 5.
 */
export const KEEP_ALIVE_SECONDS = 150;

export type Listener = { port: number; drain(): Promise<void> };
type ListenerOptions = {
  port: number;
  host: string | null;
  maxConnections: number;
  headerTime: HeaderTime;
  bodyTime: BodyTime;
  headers: readonly Header[];
  texts: Texts;
};

/**
 * Listens for requests, within limits that hold before any of them is read. Rejects when the address cannot be used.
 */
export async function startListener(pages: RequestListener, options: ListenerOptions): Promise<Listener> {
  const limits = { ...limitsOf(options.headerTime), maxHeaderSize: 16_384 };
  // A request without `Host` goes to the pages too, which refuse it with all headers; Node would answer it without
  // them.
  const http = createHttpServer({ ...limits, requireHostHeader: false }, pages);
  // An unknown expectation is ignored (RFC 9110 § 10.1.1); Node would refuse it.
  http.on('checkExpectation', pages);
  boundConnections(http, options.maxConnections);
  boundBodies(http, options.bodyTime);
  answerUnreadable(http, options);
  await listen(http, options);
  return { port: (http.address() as AddressInfo).port, drain: () => drain(http) };
}

/** Node's limit for whole requests gives way to one that lets forms with documents take longer. */
function limitsOf({ seconds, lookedAtEverySeconds }: HeaderTime) {
  return {
    headersTimeout: seconds * 1_000,
    connectionsCheckingInterval: lookedAtEverySeconds * 1_000,
    keepAliveTimeout: KEEP_ALIVE_SECONDS * 1_000,
    requestTimeout: 0,
  };
}

function listen(http: Server, { port, host }: Pick<ListenerOptions, 'port' | 'host'>): Promise<void> {
  return new Promise((done, fail) => {
    http.once('error', fail);
    http.listen({ port, ...(host === null ? {} : { host }) }, done);
  });
}

/** Accepts no new request and closes idle connections. Requests under way have 25 s, then they are cut. */
async function drain(http: Server): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()));
  http.closeIdleConnections();
  const late = new AbortController();
  const deadline = wait(DRAIN_MS, undefined, { signal: late.signal }).then(
    () => http.closeAllConnections(),
    () => {},
  );
  await Promise.race([closed, deadline]);
  late.abort();
}
