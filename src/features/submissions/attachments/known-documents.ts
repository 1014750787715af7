import type { KnownDocuments } from '../../procedures/fields/field-kind.ts';
import type { Attachment } from './attachment.ts';

/** Returns attachments as pages name them; `folder` is the path that they are handed out under, without the language. */
export function knownDocuments(attachments: readonly Attachment[], folder: string): KnownDocuments {
  return new Map(
    attachments.map(({ id, name, bytes, state, hasCopy }) => [
      id,
      { name, bytes, state, hasCopy, path: `${folder}/${id}` },
    ]),
  );
}
