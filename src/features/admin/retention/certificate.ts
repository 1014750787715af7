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
  /** This list and the next ones are sorted by reference. */
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
  /** The references of the requests that were no longer due when their turn came. */
  kept: z.array(z.string()),
});
/** The package that the archives received, and who recorded their receipt. `sha256` and `bytes` describe the ZIP. */
const Transfer = z.strictObject({
  sha256: z.string(),
  bytes: z.int(),
  packedAt: moment,
  received: Act,
  receipt: z.string(),
});
/** The format has a number, so that a certificate of an older format stays readable after a change. */
const Certificate = z.discriminatedUnion('format', [
  Common.extend({ format: z.literal(1) }),
  Common.extend({
    format: z.literal(2),
    transfer: Transfer,
    /**
     * The references of the requests that changed after they were packed: the archives have an older copy, so that they
     * stay.
     */
    changed: z.array(z.string()),
  }),
]);
/** The certificate of a run: what it destroyed, who proposed it and who confirmed it. */
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

/** Returns a value that the constraints of the tables guarantee for a run that is done. Throws when it is null. */
function written<T>(value: T | null): T {
  if (value === null) throw new Error('a certificate is made of what is over');
  return value;
}

/** Returns the text that is stored, and whose SHA-256 is printed. */
export const certificateText = (certificate: Certificate): string => `${JSON.stringify(certificate, null, 1)}\n`;

export const readCertificate = (text: string): Certificate => Certificate.parse(JSON.parse(text));

/** Returns the SHA-256 in hexadecimal, as `sha256sum` prints it for the file. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
