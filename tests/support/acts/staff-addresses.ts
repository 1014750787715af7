import { formatReference } from '../../../src/domain/numbers/reference.ts';
import { insertSavedView } from '../../../src/features/admin/submissions/saved-views/saved-views.repository.ts';
import { sql } from '../../../src/platform/database.ts';
import { storeLogo } from '../documents/logo.ts';
import type { TestPortal } from '../portal.ts';
import { addColleague, addWaitingRequest } from '../staff.ts';
import { attachDocument } from '../submissions/documents.ts';
import { insertIssued } from '../submissions/issued.ts';
import { insertSubmission } from '../submissions/submitted.ts';
import { provedMerge } from './merges.ts';
import { insertDoneRun, insertDue, packedRun, TRANSFER } from './retention.ts';

export const NOBODYS = '00000000-0000-4000-8000-000000000000';

/**
 * Makes what the addresses of the staff's pages name. `addressOf` fills a path of their table in; `asked` is the id of a
 * long export, which only who asked for it may open.
 */
export async function staffAddresses(portal: TestPortal) {
  const { app } = portal;
  const waiting = await addWaitingRequest(app.db);
  const { reference } = await insertSubmission(app.db, { email: waiting.email });
  const document = await attachDocument(app, reference);
  const issued = await insertIssued(app, reference);
  const storedLogo = await storeLogo(app);
  const left = await addColleague(portal);
  const savedView = await sharedViewOf(portal, left.id);
  const colleagueId = (await addColleague(portal)).id;
  const run = await insertDoneRun(portal, colleagueId, left.id);
  await insertDue(portal, { email: waiting.email, slug: TRANSFER.slug });
  const packed = await packedRun(portal);
  const { merge } = await provedMerge(portal);
  const addressOf = (path: string, asked = NOBODYS): string =>
    `/fr/admin${path === '/' ? '' : path}`
      .replace(':enterpriseNumber', waiting.enterpriseNumber)
      .replace(':id', waiting.id)
      .replace(':membership', waiting.membershipId)
      .replace(':citizen', waiting.citizenId)
      .replace(':merge', merge)
      .replace(':revision', '0')
      .replace(':account', colleagueId)
      .replace(':act', 'roles')
      .replace('runs/:run/transfer', `runs/${packed}/transfer`)
      .replace(':run', run)
      .replace(':slug', 'event-permit')
      .replace(':colleague', left.id)
      .replace(':view', savedView)
      .replace(':export', asked)
      .replace(':sha256', storedLogo)
      .replace('issued/:document', `issued/${issued}`)
      .replace(':document', document)
      .replace(':reference', formatReference(reference));
  return { addressOf, waiting, reference, document, packed };
}

/** A view that somebody who left had shared, so that every agent of the department may change it. */
function sharedViewOf({ app }: TestPortal, agentId: string): Promise<string> {
  const view = { name: 'Reçues', query: '', department: 'festivities' };
  return app.db.transaction(async (tx) => {
    const id = await insertSavedView(tx, { agentId, view });
    await tx.run(sql`update staff_members set status = 'suspended' where id = ${agentId}`);
    return id ?? '';
  });
}
