import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DestroyedDocument } from '../../submissions/destruction/destroyed-documents.repository.ts';
import { SUBMISSION_STATUSES } from '../../submissions/submission-status.ts';
import { FATES } from './fates.ts';
import type { RetentionRun } from './retention-runs.repository.ts';
import type { RunSubmission } from './run-submissions.repository.ts';

const moment = z.iso.datetime();
const Act = z.strictObject({ name: z.string(), at: moment });
const Certificate = z.strictObject({
  /** Of this form of the certificate: another one gets another number, and this one stays readable. */
  format: z.literal(1),
  run: z.uuid(),
  commune: z.string(),
  procedure: z.string(),
  fate: z.enum(FATES),
  authorisation: z.string(),
  proposed: Act,
  confirmed: Act,
  doneAt: moment,
  counts: z.strictObject({ destroyed: z.int(), kept: z.int(), documents: z.int(), bytes: z.int() }),
  /** By reference, as those that follow. */
  destroyed: z.array(
    z.strictObject({
      reference: z.string(),
      status: z.enum(SUBMISSION_STATUSES),
      filedAt: moment,
      closedAt: moment,
      destroyedAt: moment,
      documents: z.array(z.strictObject({ sha256: z.string(), bytes: z.int(), issued: z.boolean() })),
    }),
  ),
  /** Those that were not due any more when their turn came. */
  kept: z.array(z.string()),
});
/** What went, who asked for it and who confirmed it. */
export type Certificate = z.infer<typeof Certificate>;

type Judged = Omit<RetentionRun, 'doneAt'> & { commune: string; doneAt: Date };

/** Makes the certificate of a run whose requests have all had their turn. */
export function certificateOf(
  run: Judged,
  submissions: readonly RunSubmission[],
  documents: readonly DestroyedDocument[],
): Certificate {
  const documentsOf = new Map<string, DestroyedDocument[]>();
  for (const one of documents) documentsOf.set(one.submissionId, [...(documentsOf.get(one.submissionId) ?? []), one]);
  const gone = submissions.filter(({ outcome }) => outcome === 'destroyed');
  const kept = submissions.filter(({ outcome }) => outcome !== 'destroyed').map(({ reference }) => reference);
  return {
    format: 1,
    run: run.id,
    commune: run.commune,
    procedure: run.slug,
    fate: run.fate,
    authorisation: run.authorisation,
    proposed: { name: run.proposedByName, at: run.proposedAt.toISOString() },
    confirmed: { name: run.judgedByName ?? '', at: written(run.judgedAt) },
    doneAt: run.doneAt.toISOString(),
    counts: {
      destroyed: gone.length,
      kept: kept.length,
      documents: documents.length,
      bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    destroyed: gone.map(({ id, reference, status, filedAt, closedAt, destroyedAt }) => ({
      reference,
      status,
      filedAt: filedAt.toISOString(),
      closedAt: written(closedAt),
      destroyedAt: written(destroyedAt),
      documents: (documentsOf.get(id) ?? []).map(({ sha256, bytes, issued }) => ({ sha256, bytes, issued })),
    })),
    kept,
  };
}

/** What was confirmed, closed and destroyed has the moment of it: the constraints of the tables say so. */
function written(at: Date | null): string {
  if (at === null) throw new Error('a certificate is made of what is over');
  return at.toISOString();
}

/** The text that is kept, and whose SHA-256 is printed. */
export const certificateText = (certificate: Certificate): string => `${JSON.stringify(certificate, null, 1)}\n`;

export const readCertificate = (text: string): Certificate => Certificate.parse(JSON.parse(text));

/** In hexadecimal: what `sha256sum` says of the file. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
