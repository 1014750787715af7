import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { MEANS } from '../../platform/fas/fas-person.ts';
import { IdentificationLevel } from '../identification/level.ts';
import { Department } from '../procedures/definition/departments.ts';
import { KeptAnswers } from './draft/draft.ts';
import { SUBMISSION_STATUSES } from './submission-status.ts';

/** The ways in which a request can reach the commune. */
export const CHANNELS = ['online', 'desk', 'phone', 'post'] as const;

/** A filed request, as its row holds it: national numbers in the answers are sealed. */
export const Submission = z.strictObject({
  /** The id of the draft that was filed, as the seal of its answers is bound to that id. */
  id: z.uuid(),
  /** Eleven digits: src/domain/numbers/reference.ts. */
  reference: z.string(),
  /** Null for somebody without an account. */
  citizenId: z.uuid().nullable(),
  /** The organisation that it belongs to; null for a person. */
  enterpriseNumber: EnterpriseNumber.nullable(),
  slug: z.string(),
  version: z.number().int(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  organisationName: z.string().nullable(),
  answers: KeptAnswers,
  declared: z.array(z.string()),
  status: z.enum(SUBMISSION_STATUSES),
  language: z.enum(LANGUAGES),
  /** Null where the department tells it later; 0 where it is free. */
  feeCents: z.number().int().nullable(),
  /** Twelve digits, where there is a fee to pay. */
  structuredCommunication: z.string().nullable(),
  filedAt: z.date(),
  changedAt: z.date(),
  dueOn: z.iso.date().nullable(),
  /** The level of identification of the filer; null where the démarche did not ask for the card. */
  identifiedLevel: IdentificationLevel.nullable(),
  identifiedMeans: z.enum(MEANS).nullable(),
  identifiedAt: z.date().nullable(),
  department: Department,
  /** The member of staff who handles it. */
  assigneeId: z.uuid().nullable(),
  channel: z.enum(CHANNELS),
  /** Each change adds one. */
  revision: z.number().int(),
  /** The day on which the delay stopped, while the commune waits for the citizen; null while it runs. */
  pausedOn: z.iso.date().nullable(),
  /** When the request stopped waiting for anybody; null while it is open. */
  closedAt: z.date().nullable(),
});
export type Submission = z.infer<typeof Submission>;
