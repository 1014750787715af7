import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { type AskedDocument, openContent } from './open-content.ts';

type Sent = AskedDocument & {
  /** Whether a page of the portal shows it; what no browser shows is a file to keep all the same. */
  shown?: boolean;
};

/** Hands out a document, or its JPEG copy, to somebody who may have it. Throws NotFound where `openContent` does. */
export async function sendDocument(app: Pick<App, 'storage'>, res: Response, sent: Sent): Promise<void> {
  await sendContent(res, await openContent(app, sent), sent);
}

/**
 * Sends the content of a document: as a file to keep, or for a page of the portal to show, and in either case never as a
 * page of the portal, whatever is in it.
 */
export async function sendContent(
  res: Response,
  content: Readable,
  { attachment, copy, shown = false }: Sent,
): Promise<void> {
  const { name, bytes } = attachment;
  res.attachment(copy ? name.replace(/\.\w+$/, '.jpg') : name);
  if (shown && lookOf({ attachment, copy }) !== null) showInPlace(res, { attachment, copy });
  else res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.setHeader('Content-Type', mediaTypeOf({ attachment, copy }));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  res.setHeader('Cache-Control', 'private, no-store');
  if (!copy) res.setHeader('Content-Length', bytes);
  await pipeline(content, res);
}

/** How a page can show a document: in a frame, as a picture, or, for all that browsers do not show, not at all. */
export function lookOf(asked: AskedDocument): 'frame' | 'picture' | null {
  const mediaType = mediaTypeOf(asked);
  if (mediaType === 'application/pdf') return 'frame';
  return PICTURES.has(mediaType) ? 'picture' : null;
}

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);

const mediaTypeOf = ({ attachment, copy }: AskedDocument): string => (copy ? 'image/jpeg' : attachment.mediaType);

/**
 * Chrome and Safari show no PDF in a sandbox, as their viewers are programs of their own, which keep the scripts of a
 * PDF away from the portal. The viewer of Chrome needs its inline styles. All else is shown in a sandbox.
 */
function showInPlace(res: Response, asked: AskedDocument): void {
  const sandbox = lookOf(asked) === 'frame' ? "style-src 'unsafe-inline'" : 'sandbox';
  res.setHeader('Content-Disposition', String(res.getHeader('Content-Disposition')).replace(/^attachment/, 'inline'));
  res.setHeader('Content-Security-Policy', `default-src 'none'; ${sandbox}; frame-ancestors 'self'`);
  res.setHeader('X-Frame-Options', 'SAMEORIGIN');
}
