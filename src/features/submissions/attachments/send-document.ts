import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { type AskedDocument, openContent } from './open-content.ts';

type Sent = AskedDocument & {
  /**
   * True when a page of the portal shows the document; a format that no browser shows is sent as a file all the same.
   */
  shown?: boolean;
};

/** Sends a document, or its JPEG copy, to somebody who may have it. Throws NotFound where `openContent` does. */
export async function sendDocument(app: Pick<App, 'storage'>, res: Response, sent: Sent): Promise<void> {
  await sendContent(res, await openContent(app, sent), sent);
}

/**
 * Sends the content of a document as a file to save, or for a page of the portal to show. In neither case can the
 * content run as a page of the portal.
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

/** Returns how a page can show a document: in a frame or as a picture; null for a format that browsers do not show. */
export function lookOf(asked: AskedDocument): 'frame' | 'picture' | null {
  const mediaType = mediaTypeOf(asked);
  if (mediaType === 'application/pdf') return 'frame';
  return PICTURES.has(mediaType) ? 'picture' : null;
}

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);

const mediaTypeOf = ({ attachment, copy }: AskedDocument): string => (copy ? 'image/jpeg' : attachment.mediaType);

/**
 * Sets the headers that let a page show the content. Chrome and Safari show no PDF in a sandbox, as their viewers are
 * programs of their own, which keep the scripts of a PDF away from the portal; the viewer of Chrome needs its inline
 * styles. Everything else is shown in a sandbox.
 */
function showInPlace(res: Response, asked: AskedDocument): void {
  const sandbox = lookOf(asked) === 'frame' ? "style-src 'unsafe-inline'" : 'sandbox';
  res.setHeader('Content-Disposition', String(res.getHeader('Content-Disposition')).replace(/^attachment/, 'inline'));
  res.setHeader('Content-Security-Policy', `default-src 'none'; ${sandbox}; frame-ancestors 'self'`);
  res.setHeader('X-Frame-Options', 'SAMEORIGIN');
}
