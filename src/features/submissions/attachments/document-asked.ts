import { z } from 'zod';
import { NotFound } from '../../../domain/not-found.ts';
import type { Attachment } from './attachment.ts';
import type { AskedDocument } from './open-content.ts';

const Name = z.string().regex(/^[0-9a-f-]{36}(?:\.jpg)?$/);

/**
 * Returns the document that an address names among those of a draft or a submission, and whether its JPEG copy is meant.
 * Throws NotFound for any other.
 */
export function documentAsked(attachments: readonly Attachment[], name: unknown): AskedDocument {
  const parsed = Name.safeParse(name);
  const [id, extension] = parsed.success ? parsed.data.split('.') : [];
  const attachment = attachments.find((one) => one.id === id);
  if (attachment === undefined) throw new NotFound();
  return { attachment, copy: extension !== undefined };
}
