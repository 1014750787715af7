import type { App } from '../../app.ts';
import type { ZipEntry } from '../../platform/files/zip.ts';
import type { AccountExport } from './export-account.ts';
import { type FiledDocument, fileDocuments } from './file-documents.ts';

/**
 * Yields the files of the download: the documents, one of JSON per kind, for programs, and the page to be read, which
 * says at the end which documents are there.
 */
export async function* exportFiles(
  app: Pick<App, 'log' | 'storage'>,
  data: AccountExport,
  pageToRead: (documents: readonly FiledDocument[]) => ZipEntry,
): AsyncGenerator<ZipEntry> {
  const documents: FiledDocument[] = [];
  for await (const { document, content } of fileDocuments(app, data)) {
    documents.push(document);
    if (document.file !== null && content !== null) yield { name: document.file, content };
  }
  yield json('documents.json', documents);
  yield json('account.json', data.account);
  yield json('memberships.json', data.memberships);
  yield json('access-requests.json', data.requests);
  yield json('profile-drafts.json', data.profileDrafts);
  yield json('drafts.json', data.drafts);
  yield json('submissions.json', data.submissions);
  yield json('destroyed-submissions.json', data.destroyed);
  yield json('messages.json', data.messages);
  yield json('identity.json', data.identity);
  yield json('mails.json', data.mails);
  yield json('sign-ins.json', data.signIns);
  yield json('help.json', data.help);
  yield json('events.json', data.events);
  yield pageToRead(documents);
}

function json(name: string, content: object): ZipEntry {
  return { name, content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`) };
}
