import { BODY_TIME } from '../../../../src/web/listener/body-time.ts';
import { type HeaderTime, type Listener, startListener } from '../../../../src/web/listener/listener.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import type { Header } from '../../../../src/web/pipeline/headers.ts';
import { commune } from '../../../support/commune.ts';

/** Listens with the limits of the portal but for the time of headers, and answers « page » to all. */
export function startPlainListener(headerTime: HeaderTime, headers: readonly Header[] = []): Promise<Listener> {
  const limits = { maxConnections: 10, headerTime, bodyTime: BODY_TIME };
  const options = { port: 0, host: '127.0.0.1', ...limits, headers, texts: loadTexts(commune) };
  return startListener((_req, res) => res.end('page'), options);
}
