import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import type { Options } from 'multer';
import type { App } from '../../../app.ts';
import type { StorageUnavailable } from '../../../platform/storage/storage.ts';
import { letBodyTakeLong } from '../../../web/listener/body-time.ts';
import { Refusal } from '../../../web/pipeline/refusals.ts';
import { FormTooLarge, type ReceivedFile, ReceivedFiles, unavailable } from './received-files.ts';
import { uploadsFolder } from './uploads-folder.ts';

declare global {
  namespace Express {
    interface Locals {
      /** The files that came with the form, on pages that take documents. */
      receivedFiles?: readonly ReceivedFile[];
    }
  }
}

/** No form of the portal goes beyond these limits. */
const LIMITS = { fields: 200, fieldSize: 65_536, fieldNameSize: 200, files: 60, parts: 260 };
/**
 * One request may hold this many times the limit of a submission, so that a form that is a little too large is read and
 * each file gets its own error.
 */
const MOST_SUBMISSIONS = 4;

/** Returns true when the body is a form with documents that was not read yet. */
export function bringsDocuments(req: Request): boolean {
  return req.method === 'POST' && req.body === undefined && Boolean(req.is('multipart/form-data'));
}

/**
 * Reads a form with documents into a folder of its own, which is deleted when the answer is sent or the connection
 * ends. Throws a 413 for a form that is far too large, and a 400 for a body that is no form.
 */
export async function receiveForm(app: Pick<App, 'config'>, req: Request, res: Response): Promise<void> {
  const { bytesPerFile, bytesPerSubmission } = app.config.documents;
  const mostBytes = MOST_SUBMISSIONS * bytesPerSubmission;
  if (Number(req.headers['content-length'] ?? 0) > mostBytes) throw new Refusal(413);
  const folder = await makeFolder(uploadsFolder(app));
  if (typeof folder === 'string') {
    const remove = () => void rm(folder, { recursive: true, force: true, maxRetries: 5 });
    if (res.destroyed) return remove();
    res.once('close', remove);
  }
  const { default: multer } = await import('multer');
  const uploads = new ReceivedFiles(folder, { mostBytesPerFile: bytesPerFile, mostBytes });
  await parse(multer({ storage: uploads, limits: LIMITS, defParamCharset: 'utf8' }).any(), req, res);
  res.locals.receivedFiles = uploads.received;
}

/** Makes the folder of a form. A full disk refuses a folder too, and then the fault is returned. */
async function makeFolder(parent: string): Promise<string | StorageUnavailable> {
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    return await mkdtemp(path.join(parent, 'form-'));
  } catch (error) {
    return unavailable(error);
  }
}

/** Reads the fields of a form with documents and drops the files. */
export async function receiveFields(req: Request, res: Response): Promise<void> {
  const { default: multer } = await import('multer');
  const letGo: Options['fileFilter'] = (_req, _file, decide) => decide(null, false);
  await parse(multer({ limits: LIMITS, fileFilter: letGo, defParamCharset: 'utf8' }).any(), req, res);
}

function parse(parser: RequestHandler, req: Request, res: Response): Promise<void> {
  letBodyTakeLong(req);
  return new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) =>
      error === undefined || error === null ? resolve() : reject(asRefusal(error)),
    );
  });
}

/** Keeps an error that has a code, as those of the operating system; all others are faults of the body. */
function asRefusal(error: unknown): unknown {
  if (error instanceof FormTooLarge) return new Refusal(413);
  if (!(error instanceof Error)) return new Refusal(400);
  if (error.name === 'MulterError') return new Refusal(413);
  return 'code' in error ? error : new Refusal(400);
}
