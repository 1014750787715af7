import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DestroyedDocument } from '../../submissions/destruction/destroyed-documents.repository.ts';
import { SUBMISSION_STATUSES } from '../../submissions/submission-status.ts';
import { FATES } from './fates.ts';
import type { RetentionRun } from './retention-runs.repository.ts';
import type { RunSubmission } from './run-submissions.repository.ts';

const moment = z.iso.datetime();
const Act = z.strictObject({ name: z.string(), at: moment });
const Common = z.strictObject({
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
/** What the archives received before, and who wrote down that they did. `sha256` and `bytes` are those of the ZIP. */
const Transfer = z.strictObject({
  sha256: z.string(),
  bytes: z.int(),
  packedAt: moment,
  received: Act,
  receipt: z.string(),
});
/** Of this form of the certificate: another one gets another number, and each stays readable. */
const Certificate = z.discriminatedUnion('format', [
  Common.extend({ format: z.literal(1) }),
  Common.extend({
    format: z.literal(2),
    transfer: Transfer,
    /** Those to which something was written after they were packed: the archives have an older copy, and they stay. */
    changed: z.array(z.string()),
  }),
]);
/** What went, who asked for it and who confirmed it. */
export type Certificate = z.infer<typeof Certificate>;

type Judged = Omit<RetentionRun, 'doneAt'> & { commune: string; doneAt: Date };

/** Makes the certificate of a run whose requests have all had their turn. */
export function certificateOf(
  run: Judged,
  submissions: readonly RunSubmission[],
  documents: readonly DestroyedDocument[],
): Certificate {
  const gone = submissions.filter(({ outcome }) => outcome === 'destroyed');
  const referencesOf = (is: (outcome: RunSubmission['outcome']) => boolean) =>
    submissions.filter(({ outcome }) => is(outcome)).map(({ reference }) => reference);
  const changed = referencesOf((outcome) => outcome === 'changed');
  const common = {
    run: run.id,
    commune: run.commune,
    procedure: run.slug,
    fate: run.fate,
    authorisation: run.authorisation,
    proposed: actOf(run.proposedByName, run.proposedAt),
    confirmed: actOf(run.judgedByName, run.judgedAt),
    doneAt: run.doneAt.toISOString(),
    counts: {
      destroyed: gone.length,
      kept: submissions.length - gone.length,
      documents: documents.length,
      bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    destroyed: destroyedOf(gone, documents),
    kept: referencesOf((outcome) => outcome !== 'destroyed' && outcome !== 'changed'),
  };
  return run.fate === 'destroy'
    ? { format: 1, ...common }
    : { format: 2, ...common, transfer: transferOf(run), changed };
}

function destroyedOf(
  gone: readonly RunSubmission[],
  documents: readonly DestroyedDocument[],
): Certificate['destroyed'] {
  const documentsOf = new Map<string, DestroyedDocument[]>();
  for (const one of documents) documentsOf.set(one.submissionId, [...(documentsOf.get(one.submissionId) ?? []), one]);
  return gone.map(({ id, reference, status, filedAt, closedAt, destroyedAt }) => ({
    reference,
    status,
    filedAt: filedAt.toISOString(),
    closedAt: written(closedAt).toISOString(),
    destroyedAt: written(destroyedAt).toISOString(),
    documents: (documentsOf.get(id) ?? []).map(({ sha256, bytes, issued }) => ({ sha256, bytes, issued })),
  }));
}

function transferOf(run: Judged): z.infer<typeof Transfer> {
  return {
    sha256: written(run.packageSha256),
    bytes: written(run.packageBytes),
    packedAt: written(run.packedAt).toISOString(),
    received: actOf(run.answeredByName, run.answeredAt),
    receipt: written(run.receipt),
  };
}

const actOf = (name: string | null, at: Date | null) => ({ name: written(name), at: written(at).toISOString() });

/** What was confirmed, received, closed and destroyed says so in its row: the constraints of the tables ask for it. */
function written<T>(value: T | null): T {
  if (value === null) throw new Error('a certificate is made of what is over');
  return value;
}

/** The text that is kept, and whose SHA-256 is printed. */
export const certificateText = (certificate: Certificate): string => `${JSON.stringify(certificate, null, 1)}\n`;

export const readCertificate = (text: string): Certificate => Certificate.parse(JSON.parse(text));

/** In hexadecimal: what `sha256sum` says of the file. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
