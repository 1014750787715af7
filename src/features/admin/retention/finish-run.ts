import type { App } from '../../../app.ts';
import type { Transaction } from '../../../platform/database.ts';
import { insertAuditEvent } from '../../audit/audit-events.repository.ts';
import { listDestroyedDocuments } from '../../submissions/destruction/destroyed-documents.repository.ts';
import { certificateOf, certificateText, hashOf } from './certificate.ts';
import { lockRetentionRun, updateRetentionRunDone } from './retention-runs.repository.ts';
import { listRunSubmissions } from './run-submissions.repository.ts';

/** Writes the certificate of a run whose requests have all had their turn. Another process may have been quicker. */
export async function finishRun(
  { clock, commune }: Pick<App, 'clock' | 'commune'>,
  tx: Transaction,
  id: string,
): Promise<void> {
  const run = await lockRetentionRun(tx, id);
  if (run?.status !== 'destroying') return;
  const submissions = await listRunSubmissions(tx, id);
  const documents = await listDestroyedDocuments(
    tx,
    submissions.filter(({ outcome }) => outcome === 'destroyed').map((one) => one.id),
  );
  const at = clock.now();
  const content = certificateOf(
    { ...run, commune: commune.in('fr').names.join(' / '), doneAt: at },
    submissions,
    documents,
  );
  const certificate = certificateText(content);
  await updateRetentionRunDone(tx, { id, certificate, at });
  const { destroyed, kept } = content.counts;
  const details = { run: id, slug: run.slug, destroyed, kept, sha256: hashOf(certificate) };
  await insertAuditEvent(tx, { name: 'retention-carried-out', network: null, details });
}
