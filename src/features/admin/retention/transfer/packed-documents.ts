import { pipeline } from 'node:stream';
import type { App } from '../../../../app.ts';
import { NotFound } from '../../../../domain/not-found.ts';
import { folderName } from '../../../../platform/files/folder-names.ts';
import { hashing } from '../../../../platform/files/hashing.ts';
import type { ZipEntry } from '../../../../platform/files/zip.ts';
import { describeError } from '../../../../platform/log.ts';
import { mayBeHandedOut } from '../../../submissions/attachments/attachment.ts';
import type { FileKind, PackedFile } from './packed-request.ts';
import type { ToPack } from './read-to-pack.ts';

/** A document to be packed. `content` is its key in the storage, or null when it may not be handed out. */
export type PackedDocument = {
  id: string;
  kind: Extract<FileKind, 'joined' | 'issued'>;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  messageId: string | null;
  file: string;
  content: string | null;
};

/** Returns the documents of a request, each with its path under the folder of the request. */
export function packedDocuments({ read, issued }: ToPack, folder: string): PackedDocument[] {
  const taken = new Set<string>();
  const placed = (under: string, name: string) => folderName(`${folder}/${under}`, { name, taken });
  const joined = read.attachments.map((one): PackedDocument => {
    const { id, name, mediaType, bytes, sha256, messageId } = one;
    const content = mayBeHandedOut(one) ? id : null;
    const file = placed('documents', name);
    return { id, kind: 'joined', name, mediaType, bytes, sha256: sha256.toString('hex'), messageId, file, content };
  });
  const given = issued.map(({ id, name, mediaType, bytes, sha256 }): PackedDocument => {
    const file = placed('issued', name);
    return {
      id,
      kind: 'issued',
      name,
      mediaType,
      bytes,
      sha256: sha256.toString('hex'),
      messageId: null,
      file,
      content: id,
    };
  });
  return [...joined, ...given];
}

/**
 * Yields the content of a document, and returns what the inventory says of it once it is read. A storage that is away
 * stops the whole package, which is made again; one that lacks the document for good does not.
 */
export async function* documentEntry(
  app: Pick<App, 'log' | 'storage'>,
  { kind, name, bytes, sha256: kept, file, content: key }: PackedDocument,
): AsyncGenerator<ZipEntry, PackedFile> {
  const said = { kind, name, bytes, sha256: kept };
  const content = key === null ? null : await openIfThere(app, key);
  if (content === null) return { ...said, file: null, state: 'lacking' };
  const { through, sha256 } = hashing();
  // Whoever reads `through` is told of the error.
  pipeline(content, through, () => undefined);
  yield { name: file, content: through, stored: true };
  return { ...said, file, state: sha256() === kept ? 'whole' : 'altered' };
}

async function openIfThere({ log, storage }: Pick<App, 'log' | 'storage'>, key: string) {
  try {
    return await storage.open(key);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    log.error({ document: key, error: describeError(error) }, 'a document lacks in a package for the archives');
    return null;
  }
}
