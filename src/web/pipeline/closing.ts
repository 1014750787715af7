import type { RequestHandler } from 'express';

/**
 * Makes each answer end its connection once the process stops, so that the proxy sends its next request to another
 * process.
 */
export function closeWhileStopping(state: { readonly stopping: boolean }): RequestHandler {
  return (_req, res, next) => {
    if (state.stopping) res.setHeader('Connection', 'close');
    next();
  };
}
