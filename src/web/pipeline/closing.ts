import type { RequestHandler } from 'express';

/** Once the process stops, each answer ends its connection, so that the proxy's next request goes to another portal. */
export function closeWhileStopping(state: { readonly stopping: boolean }): RequestHandler {
  return (_req, res, next) => {
    if (state.stopping) res.setHeader('Connection', 'close');
    next();
  };
}
