import { z } from 'zod';
import { LANGUAGES } from '../../../../domain/language.ts';
import { EnterpriseNumber } from '../../../../domain/numbers/enterprise-number.ts';
import { Department } from '../../../procedures/definition/departments.ts';
import { KeptAnswers } from '../../../submissions/draft/draft.ts';
import { CHANNELS } from '../../../submissions/submission.ts';
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
  /** Null for a submission that a person filed for themselves. */
  organisationName: z.string().nullable(),
  status: z.enum(SUBMISSION_STATUSES),
  filedAt: z.date(),
  dueOn: z.iso.date().nullable(),
  /** The day since which the delay stands still; null while it runs. */
  pausedOn: z.iso.date().nullable(),
  /** True when a request for correction waits for an answer. */
  correctionWaits: z.boolean(),
  /** Null while nobody handles it. */
  assigneeFirstName: z.string().nullable(),
  assigneeLastName: z.string().nullable(),
});
export type HandledSubmission = z.infer<typeof HandledSubmission>;

const matched = z.number().int();
const nothing = z.null();
const names = { firstName: nothing, lastName: nothing, organisationName: nothing };
const assignee = { assigneeFirstName: nothing, assigneeLastName: nothing };
/**
 * A line of a search, with the number of submissions that have its words. Where none is listed, the only row is empty.
 */
export const SearchedSubmission = z.union([
  HandledSubmission.extend({ matched }),
  z.strictObject({
    ...{ id: nothing, reference: nothing, slug: nothing, version: nothing, ...names, ...assignee },
    ...{ status: nothing, filedAt: nothing, dueOn: nothing, pausedOn: nothing, matched },
    correctionWaits: z.boolean(),
  }),
]);

/** A line of an export. Answers are as the row holds them. */
export const ExportedSubmission = z.strictObject({
  id: z.uuid(),
  reference: z.string(),
  slug: z.string(),
  version: z.number().int(),
  status: z.enum(SUBMISSION_STATUSES),
  filedAt: z.date(),
  dueOn: z.iso.date().nullable(),
  closedAt: z.date().nullable(),
  department: Department,
  language: z.enum(LANGUAGES),
  channel: z.enum(CHANNELS),
  enterpriseNumber: EnterpriseNumber.nullable(),
  /** The kind of the organisation; null for a person. */
  kind: z.enum(['enterprise', 'association']).nullable(),
  answers: KeptAnswers,
  assigneeFirstName: z.string().nullable(),
  assigneeLastName: z.string().nullable(),
});
export type ExportedSubmission = z.infer<typeof ExportedSubmission>;
