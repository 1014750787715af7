import path from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import type { App } from './app.ts';
import { findSession } from './features/accounts/citizens.repository.ts';
import { wordmarkRoutes } from './features/commune/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { identificationCallback } from './features/identification/routes.ts';
import type { Procedures } from './features/procedures/versions/procedures.ts';
import { rootRoutes } from './features/site/root-routes.ts';
import { findStaffSession } from './features/staff/staff-members.repository.ts';
import { Database } from './platform/database.ts';
import type { Pool } from './platform/postgres/pool.ts';
import { pageRoutes, takesDocuments } from './routes.ts';
import { KeptPages } from './web/page/kept-pages.ts';
import { languagePages } from './web/page/shell.ts';
import { useRenderer } from './web/page/view.ts';
import { loadAssets } from './web/pipeline/assets.ts';
import { formBody } from './web/pipeline/body.ts';
import { plainForwardedAddresses } from './web/pipeline/client.ts';
import { closeWhileStopping } from './web/pipeline/closing.ts';
import { communeIcons } from './web/pipeline/commune-icons.ts';
import { communeLook } from './web/pipeline/commune-look.ts';
import { errorHandler, notFound } from './web/pipeline/errors.ts';
import { type Header, securityHeaders, securityHeadersOf } from './web/pipeline/headers.ts';
import { requestLog } from './web/pipeline/request-log.ts';
import { acceptedOrigins, refuseCrossSite, refuseOtherHosts } from './web/pipeline/same-origin.ts';
import { A_DAY, FOR_EVER, staticFiles } from './web/pipeline/static-files.ts';
import { createCookieJar } from './web/session/cookies.ts';
import { sessions } from './web/session/session.ts';

const builtFolder = path.resolve(import.meta.dirname, '../public/.built');

type ServerOptions = {
  sessionPools: { read: Pool; write: Pool };
  sessionSecrets: readonly string[];
  procedures: Procedures;
  devRoutes: RequestHandler | null;
};
/** The pages, and the headers of every answer, even of one that is given before the pages are reached. */
type PortalServer = { pages: Express; headers: readonly Header[] };

/** Builds the pipeline of a request. What costs nothing comes first, what needs Postgres last. */
export function createServer(app: App, options: ServerOptions): PortalServer {
  const { sessionPools, sessionSecrets, procedures, devRoutes } = options;
  const { config, commune, texts, log, clock } = app;
  const assets = loadAssets(builtFolder);
  const parts = { publicOrigin: config.publicOrigin, commune, texts, assets };
  const cookies = createCookieJar(config.publicOrigin);
  const kept = new KeptPages(cookies, commune);
  const origins = acceptedOrigins(config.publicOrigin);
  const https = config.publicOrigin.startsWith('https://');
  const headers = securityHeadersOf({ inlineScriptHash: assets.inlineScriptHash, https });
  const sessionDb = new Database(sessionPools.read);
  const storing = { pool: sessionPools.write, secrets: sessionSecrets, cookies, clock, log };
  const server = express();
  server
    .disable('x-powered-by')
    .disable('etag')
    .set('query parser', 'simple')
    .set('trust proxy', config.trustProxy ?? false);
  server.use(plainForwardedAddresses(log), securityHeaders(headers), closeWhileStopping(app.state));
  server.use(communeIcons(commune, assets), builtFiles(), communeLook(assets));
  server.use(requestLog(log, app.metrics.observeRequest));
  server.use(useRenderer({ templates: app.templates, compress: config.compression, kept }));
  server.use(healthRoutes(app));
  server.use(refuseOtherHosts(origins), identificationCallback(cookies), refuseCrossSite(origins), kept.serve);
  server.use(rootRoutes(app, cookies), wordmarkRoutes(app));
  if (devRoutes !== null) server.use('/dev', devRoutes);
  server.use(
    '/:language',
    languagePages({ ...parts, cookies }),
    // Reads the whole form before the session is looked up, as a slow sender may take long to send it.
    formBody({ left: takesDocuments }),
    pageRoutes(app, procedures, {
      citizenSessions: sessions({ ...storing, actor: 'citizen', find: (sid) => findSession(sessionDb, sid) }),
      staffSessions: sessions({ ...storing, actor: 'staff', find: (sid) => findStaffSession(sessionDb, sid) }),
    }),
  );
  server.use(notFound, errorHandler({ ...parts, cookies, log }));
  return { pages: server, headers };
}

function builtFiles(): RequestHandler[] {
  return [staticFiles(path.join(builtFolder, 'assets'), FOR_EVER), staticFiles(path.join(builtFolder, 'root'), A_DAY)];
}
