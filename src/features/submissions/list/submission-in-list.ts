import { z } from 'zod';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '../submission-status.ts';

/** A line of a list: what it is about and how it stands, never what was answered. */
export const SubmissionInList = z.strictObject({
  id: z.uuid(),
  /** Eleven digits. */
  reference: z.string(),
  /** The organisation that it belongs to; null for a person. */
  enterpriseNumber: EnterpriseNumber.nullable(),
  slug: z.string(),
  version: z.number().int(),
  /** The name that the filer had on that day. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  status: z.enum(SUBMISSION_STATUSES),
  filedAt: z.coerce.date(),
  changedAt: z.coerce.date(),
  dueOn: z.iso.date().nullable(),
  /** True when it was past its retention: its page says so, and nothing else. */
  destroyed: z.boolean(),
});
export type SubmissionInList = z.infer<typeof SubmissionInList>;

/** Chooses the submissions of a list; null stands for all. */
export type SubmissionFilter = {
  profile: 'citizen' | EnterpriseNumber | null;
  statuses: readonly SubmissionStatus[] | null;
  /** The démarches whose words were asked for; none of them, none found. */
  slugs: readonly string[] | null;
  /** Eleven digits. */
  reference: string | null;
};
