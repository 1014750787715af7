import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { isLanguage } from '../../domain/language.ts';
import { NotFound } from '../../domain/not-found.ts';
import { QueueFullError } from '../../platform/bounded-queue.ts';
import { isDatabaseUnavailable } from '../../platform/database.ts';
import { describeError, type Log } from '../../platform/log.ts';
import { StorageUnavailable } from '../../platform/storage/storage.ts';
import { shellOf } from '../page/locals.ts';
import { createShell, type ShellParts } from '../page/shell.ts';
import { view } from '../page/view.ts';
import type { CookieJar } from '../session/cookies.ts';
import { isStaffPath, pathIn, requestedPath } from './own-path.ts';
import { preferredLanguage } from './preferred-language.ts';
import { Refusal, type RefusalStatus } from './refusals.ts';
import { newRequestId } from './request-log.ts';

const CUT_SHORT = 'ERR_STREAM_PREMATURE_CLOSE';
export type ErrorPage = { title: string; explanation: string; remedy: string; requestId: string; status: number };
const errorView = view<ErrorPage>('errors/error');

type ErrorOptions = ShellParts & { cookies: CookieJar; log: Log };

export const notFound: RequestHandler = () => {
  throw new NotFound();
};

/** Handles every exception. The log receives what happened, the visitor what to do, and both the same short id. */
export function errorHandler({ cookies, log, ...parts }: ErrorOptions): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return (error, req, res, _next) => {
    const outcome = asRefusal(error);
    const { status } = outcome;
    const requestId = res.locals.requestId ?? newRequestId();
    if (isCutShort(error, res)) {
      return void log.info({ id: requestId, method: req.method, error: describeError(error) }, 'answer cut short');
    }
    noteFailure(log, { id: requestId, method: req.method, status }, error);
    // A complete answer needs no cut, and its connection may already carry the next request.
    if (res.writableEnded) return;
    if (res.headersSent) return void req.destroy();
    // An error before the pages begin, as among the static files, finds no templates to render an error page.
    if (res.locals.renderer === undefined) return void res.status(status).type('text').send(`${status} ${requestId}`);
    giveShell(res, { cookies, parts });
    showError(res, { ...outcome, requestId, host: new URL(parts.publicOrigin).host });
  };
}

/** Gives a shell to the error page of a request that failed before it had one. */
function giveShell(res: Response, { cookies, parts }: { cookies: CookieJar; parts: ShellParts }): void {
  const { req } = res;
  const [, prefix] = req.path.split('/');
  const language = isLanguage(prefix) ? prefix : preferredLanguage(req, cookies);
  res.locals.shell ??= createShell(parts, language, isLanguage(prefix) ? requestedPath(req) : pathIn(language, '/'));
  // A form may be refused before the pages of the staff begin, as one from another site is.
  if (isStaffPath(req.path)) shellOf(res).staff ??= { account: null, links: [], mailServerAway: false };
}

type Shown = Outcome & { requestId: string; host: string };

function showError(res: Response, { status, retryAfterSeconds, requestId, host }: Shown): void {
  if (retryAfterSeconds !== null) res.setHeader('Retry-After', retryAfterSeconds);
  const { t } = shellOf(res);
  const minutes = Math.ceil((retryAfterSeconds ?? 60) / 60);
  const page = {
    title: t(`web:error.${status}.title`),
    explanation: t(`web:error.${status}.explanation`),
    remedy: t(`web:error.${status}.remedy`, { minutes, address: host }),
    requestId,
    status,
  };
  errorView.render(res, page, status);
}

type FailureRecord = { id: string; method: string; status: number };

function noteFailure(log: Log, record: FailureRecord, error: unknown): void {
  if (record.status >= 500) log.error({ ...record, error: describeError(error) }, 'request failed');
  else log.info(record, 'request refused');
}

/**
 * The visitor closed the connection before the last byte: the portal is not at fault, and nobody is left to be told. A
 * source that ends too early has the same code, but then the portal destroyed the answer, with that error.
 */
function isCutShort(error: unknown, res: Response): boolean {
  if (!res.headersSent || !res.destroyed || res.errored !== null) return false;
  return error instanceof Error && 'code' in error && error.code === CUT_SHORT;
}

type Outcome = { status: RefusalStatus; retryAfterSeconds: number | null };

/**
 * Translates an exception into a status. Errors of Express, body-parser and the router carry a `status`, of which only
 * 413 and 415 are kept; the others become a 400 or a 500.
 */
function asRefusal(error: unknown): Outcome {
  if (error instanceof Refusal) return error;
  if (error instanceof NotFound) return { status: 404, retryAfterSeconds: null };
  if (error instanceof QueueFullError) return { status: 503, retryAfterSeconds: error.retryAfterSeconds };
  if (isDatabaseUnavailable(error) || error instanceof StorageUnavailable)
    return { status: 503, retryAfterSeconds: 10 };
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413 || status === 415) return { status, retryAfterSeconds: null };
  return { status: status >= 400 && status < 500 ? 400 : 500, retryAfterSeconds: null };
}
