import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type Attachment, copyKey, mayBeHandedOut } from './attachment.ts';

/**
 * Hands out a document, or its JPEG copy, to somebody who may have it: always as a file to keep, never as a page of the
 * portal, whatever is in it. Throws NotFound for one that is not judged yet, or infected, and for a copy that is not there.
 */
export async function sendDocument(
  app: Pick<App, 'storage'>,
  res: Response,
  { attachment, copy }: { attachment: Attachment; copy: boolean },
): Promise<void> {
  if (!mayBeHandedOut(attachment) || (copy && !attachment.hasCopy)) throw new NotFound();
  const { id, name, mediaType, bytes } = attachment;
  const content = await app.storage.open(copy ? copyKey(attachment) : id);
  res.attachment(copy ? name.replace(/\.\w+$/, '.jpg') : name);
  res.setHeader('Content-Type', copy ? 'image/jpeg' : mediaType);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  res.setHeader('Cache-Control', 'private, no-store');
  if (!copy) res.setHeader('Content-Length', bytes);
  await pipeline(content, res);
}
