import { createHash } from 'node:crypto';
import type { App } from '../../../../app.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import type { ZipEntry } from '../../../../platform/files/zip.ts';
import { type ReceiptApp, writeReceipt } from '../../../submissions/receipt/write-receipt.ts';
import { documentEntry, packedDocuments } from './packed-documents.ts';
import type { FileKind, PackedFile, PackedRequest } from './packed-request.ts';
import type { ToPack } from './read-to-pack.ts';
import { requestRecord } from './request-record.ts';

export type EntriesApp = Omit<ReceiptApp, 'db'> & Pick<App, 'log' | 'sealing' | 'storage'>;

/** Yields the files of one request under a folder of its own, and returns what the inventory says of it. */
export async function* requestEntries(app: EntriesApp, toPack: ToPack): AsyncGenerator<ZipEntry, PackedRequest> {
  const { submission, definition } = toPack.read;
  const { reference, slug, version, department, filedAt, closedAt, status, language } = submission;
  const folder = formatReference(reference);
  const documents = packedDocuments(toPack, folder);
  const record = requestRecord(app, toPack, { documents, reader: { t: app.texts[language], language } });
  const files: PackedFile[] = [
    yield* madeEntry('record', `${folder}/request.json`, Buffer.from(`${JSON.stringify(record, null, 2)}\n`)),
    yield* madeEntry('receipt', `${folder}/receipt.pdf`, await receiptOf(app, toPack)),
  ];
  for (const document of documents) files.push(yield* documentEntry(app, document));
  return { reference, slug, version, name: definition.name, department, filedAt, closedAt, status, files };
}

function* madeEntry(kind: FileKind, file: string, content: Buffer): Generator<ZipEntry, PackedFile> {
  yield { name: file, content };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { kind, name: file.slice(file.indexOf('/') + 1), file, bytes: content.length, sha256, state: 'whole' };
}

const receiptOf = (app: EntriesApp, { read, events }: ToPack) => writeReceipt(app, read, { events, claimCode: null });
