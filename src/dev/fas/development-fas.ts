import type { Server } from 'node:http';
import type { FasConfig } from '../../config-fas.ts';
import { createProvider } from './provider.ts';
import { fasRoutes } from './routes.ts';

export type DevelopmentFas = { stop(): Promise<void> };

/**
 * Starts a FAS of our own at its issuer's port, with the paths and the Belgian claims of the real one. It identifies
 * whom one chooses, so it runs in development and in tests only. Rejects when the port is taken.
 */
export async function startDevelopmentFas(config: FasConfig): Promise<DevelopmentFas> {
  const { pathname, port, hostname } = new URL(config.issuer);
  const pages = fasRoutes(createProvider(config), pathname);
  const server = await new Promise<Server>((done, fail) => {
    const listening = pages.listen(Number(port), hostname, (error) => (error ? fail(error) : done(listening)));
  });
  return {
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
