import type { App } from '../../../app.ts';
import { type Attachment, copyKey } from './attachment.ts';

/** Removes the content of a document that gets no row. */
export async function dropDocument({ storage }: Pick<App, 'storage'>, attachment: Attachment): Promise<void> {
  await storage.remove(attachment.id);
  if (attachment.hasCopy) await storage.remove(copyKey(attachment));
}
