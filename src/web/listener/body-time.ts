import type { IncomingMessage, Server } from 'node:http';

/**
 * The time that the body of a request may take. A form with documents may take longer as long as its bytes keep coming:
 * a slow line needs minutes for what a fast one sends in a second.
 */
export type BodyTime = Readonly<{
  seconds: number;
  /** The bytes that a form with documents must bring in each such span of time. */
  leastBytes: number;
  /** The number of such spans that a form with documents may take in all. */
  mostSpans: number;
}>;
/** 1 KB/s at least, for 15 minutes at most. */
export const BODY_TIME: BodyTime = { seconds: 25, leastBytes: 25_000, mostSpans: 36 };

/** The requests that may take several spans. */
const patient = new WeakSet<IncomingMessage>();

/** Gives more time to a form with documents, once its page knows who sends it. */
export function letBodyTakeLong(req: IncomingMessage): void {
  patient.add(req);
}

/**
 * Cuts a request whose body does not come in time, with the answer that Node gives to one whose headers do not. The limit
 * of Node itself is the same for every request.
 */
export function boundBodies(http: Server, { seconds, leastBytes, mostSpans }: BodyTime): void {
  http.on('request', (req: IncomingMessage) => {
    if (!hasBody(req)) return;
    const { socket } = req;
    let before = socket.bytesRead;
    let spans = 0;
    const timer = setInterval(() => {
      spans += 1;
      const brought = socket.bytesRead - before;
      before = socket.bytesRead;
      if (req.complete) return clearInterval(timer);
      if (patient.has(req) && brought >= leastBytes && spans < mostSpans) return;
      clearInterval(timer);
      const error = Object.assign(new Error('The body came too slowly.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      http.emit('clientError', error, socket);
    }, seconds * 1_000);
    req.once('close', () => clearInterval(timer));
  });
}

/** A request with neither header ends with its headers (RFC 9112 § 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
