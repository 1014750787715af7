import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Db } from '../../../platform/database.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { staffFileOpening } from '../../staff/staff-opening.ts';
import { listAttachmentsOfSubmission } from '../../submissions/attachments/attachments.repository.ts';
import { documentAsked } from '../../submissions/attachments/document-asked.ts';
import { type AskedDocument, openContent } from '../../submissions/attachments/open-content.ts';
import { findSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';
import { issuedAsked } from '../../submissions/issued/issued-document.ts';
import { listIssuedDocuments } from '../../submissions/issued/issued-documents.repository.ts';

type Opened = {
  /** Eleven digits. */
  reference: string;
  /** The document as the address names it. */
  document: unknown;
  by: StaffActor;
};

/** The two kinds of documents of a submission: those joined to it, and those that the commune issued. */
const ASKED = {
  joined: async (db: Db, id: string, document: unknown) =>
    documentAsked(await listAttachmentsOfSubmission(db, id), document),
  issued: async (db: Db, id: string, document: unknown) => issuedAsked(await listIssuedDocuments(db, id), document),
};
type Among = keyof typeof ASKED;

/**
 * Opens a document for an agent, and writes to the audit log who opened it. Throws NotFound for one of a submission that
 * the agent does not work for, and for one that may not be handed out, of which nothing is written.
 */
export async function openDocument(app: Pick<App, 'db' | 'storage'>, among: Among, opened: Opened) {
  const { reference, by } = opened;
  const content = await openContent(app, await findAsked(app.db, among, opened));
  const asked = await staffFileOpening(app, by, {
    content,
    find: (tx) => findAsked(tx, among, opened),
    event: ({ attachment }) => ({
      name: 'submission-document-opened',
      details: { reference, document: attachment.id },
    }),
  });
  return { ...asked, content };
}

async function findAsked(db: Db, among: Among, { reference, document, by }: Opened): Promise<AskedDocument> {
  const found = await findSubmissionOfAgent(db, { reference, agentId: by.id });
  if (found === null) throw new NotFound();
  return ASKED[among](db, found.id, document);
}
