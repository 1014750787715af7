import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { Db } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { listAttachmentsOfSubmission } from '../../submissions/attachments/attachments.repository.ts';
import { documentAsked } from '../../submissions/attachments/document-asked.ts';
import { findSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';
import { issuedAsked } from '../../submissions/issued/issued-document.ts';
import { listIssuedDocuments } from '../../submissions/issued/issued-documents.repository.ts';

type Opened = {
  /** Eleven digits. */
  reference: string;
  /** As an address names it. */
  document: unknown;
  by: StaffActor;
};

/** The documents of a submission: those that came with it, and those that the commune issued. */
const ASKED = {
  joined: async (db: Db, id: string, document: unknown) =>
    documentAsked(await listAttachmentsOfSubmission(db, id), document),
  issued: async (db: Db, id: string, document: unknown) => issuedAsked(await listIssuedDocuments(db, id), document),
};

/**
 * Finds a document for an agent, and writes to the audit log who opened it. Throws NotFound for one of a submission that
 * the agent does not work for.
 */
export function openDocument(app: Pick<App, 'db'>, among: keyof typeof ASKED, { reference, document, by }: Opened) {
  return app.db.transaction(async (tx) => {
    const found = await findSubmissionOfAgent(tx, { reference, agentId: by.id });
    if (found === null) throw new NotFound();
    const asked = await ASKED[among](tx, found.id, document);
    const event = { name: 'submission-document-opened', staffMemberId: by.id, network: by.network } as const;
    await insertAuditEvent(tx, { ...event, details: { reference, document: asked.attachment.id } });
    return asked;
  });
}
