import { z } from 'zod';

/** The judgement of the scanner; `unscanned` where the portal has none. */
export const ATTACHMENT_STATES = ['pending', 'clean', 'infected', 'unscanned'] as const;

/** A document of a draft or of a submission. Its content stands in the storage under its id. */
export const Attachment = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.instanceof(Buffer),
  state: z.enum(ATTACHMENT_STATES),
  /** True when a JPEG copy that everybody can open stands beside it in the storage. */
  hasCopy: z.boolean(),
  /** The message it came with; null for those of the form. */
  messageId: z.uuid().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

/** Returns false for a document that a scanner has not judged yet, or has found infected. */
export function mayBeHandedOut({ state }: Pick<Attachment, 'state'>): boolean {
  return state === 'clean' || state === 'unscanned';
}

/** Returns the key of the JPEG copy in the storage. */
export function copyKey({ id }: Pick<Attachment, 'id'>): string {
  return `${id}.jpg`;
}
