import { z } from 'zod';
import { SUBMISSION_STATUSES } from '../../../submissions/submission-status.ts';

/** A line of the agents' list: what it is about, whom it concerns and how it stands, never what was answered. */
export const HandledSubmission = z.strictObject({
  id: z.uuid(),
  /** Eleven digits. */
  reference: z.string(),
  slug: z.string(),
  version: z.number().int(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  /** Null for a person. */
  organisationName: z.string().nullable(),
  status: z.enum(SUBMISSION_STATUSES),
  filedAt: z.date(),
  dueOn: z.iso.date().nullable(),
  /** Since when the delay stands still. */
  pausedOn: z.iso.date().nullable(),
  /** Null while nobody handles it. */
  assigneeFirstName: z.string().nullable(),
  assigneeLastName: z.string().nullable(),
});
export type HandledSubmission = z.infer<typeof HandledSubmission>;
