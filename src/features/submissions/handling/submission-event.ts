import { z } from 'zod';
import { KeptAnswers } from '../draft/draft.ts';

const nothing = z.strictObject({});
const Reason = z.strictObject({ reason: z.string() });
/**
 * The fields that were asked for, by id, and what they held before: sealed as in the row. `fee` where the new answers
 * changed it, in cents.
 */
const Answered = z.strictObject({
  fields: z.array(z.string()),
  before: KeptAnswers,
  fee: z.strictObject({ before: z.number().int().nullable(), after: z.number().int() }).optional(),
});

/**
 * What each event holds, by its name: the closed list of what can happen to a submission. Each name has its words in
 * `submissions:event.*`, and for the staff in `admin:event.*` where theirs say more.
 */
export const SUBMISSION_EVENT_DETAILS = {
  filed: nothing,
  /** A member of the staff read it. Looking again within the hour is the same opening. */
  opened: nothing,
  /** Taken by who did it: from now on it is in progress. */
  taken: nothing,
  /** Given to a colleague, named as on that day. */
  assigned: z.strictObject({ assigneeId: z.uuid(), assignee: z.string() }),
  'given-back': nothing,
  'completion-requested': z.strictObject({ fields: z.array(z.string()), text: z.string() }),
  /** Nothing is missing: a delay that counts from there begins. */
  'file-complete': nothing,
  completed: Answered,
  corrected: Answered,
  /** What the citizen would have changed, once the commune has taken it. */
  'correction-requested': z.strictObject({ fields: z.array(z.string()), text: z.string() }),
  accepted: z.strictObject({ reason: z.string().nullable() }),
  refused: Reason,
  'document-issued': z.strictObject({ documentId: z.uuid(), name: z.string() }),
  /** The scanner found a virus in what was filed before it could say. A mail of its own tells of it. */
  'document-infected': z.strictObject({ documentId: z.uuid(), name: z.string(), virus: z.string() }),
  'message-sent': z.strictObject({ messageId: z.uuid() }),
  /** Filed without an account, and taken into one since. */
  claimed: nothing,
  withdrawn: z.strictObject({ reason: z.string().nullable() }),
  closed: Reason,
  reopened: Reason,
  'payment-received': z.strictObject({ receivedOn: z.iso.date(), amountCents: z.number().int() }),
  /** The announced day has passed. */
  overdue: nothing,
} as const satisfies Record<string, z.ZodType>;

type Details = { [Name in keyof typeof SUBMISSION_EVENT_DETAILS]: z.infer<(typeof SUBMISSION_EVENT_DETAILS)[Name]> };
export type SubmissionEventName = keyof Details;
export const SUBMISSION_EVENTS = Object.keys(SUBMISSION_EVENT_DETAILS) as SubmissionEventName[];
/** An event with what events of its name hold. */
export type SubmissionEventContent = {
  [Name in SubmissionEventName]: { name: Name; detail: Details[Name] };
}[SubmissionEventName];

/** Who brought an event about; all are null for the portal, and for somebody without an account. */
const Actors = {
  citizenId: z.uuid().nullable(),
  /** The citizen, as named today; null once the account is closed. */
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  staffMemberId: z.uuid().nullable(),
  staffFirstName: z.string().nullable(),
  staffLastName: z.string().nullable(),
};
const EventRow = z.strictObject({
  id: z.string(),
  name: z.enum(SUBMISSION_EVENTS),
  happenedAt: z.date(),
  detail: z.unknown(),
  ...Actors,
});

/** Reads a row: its detail is parsed by its name. */
export const SubmissionEvent = EventRow.transform(({ name, detail, ...row }) => ({
  ...row,
  content: { name, detail: SUBMISSION_EVENT_DETAILS[name].parse(detail) } as SubmissionEventContent,
}));
export type SubmissionEvent = z.infer<typeof SubmissionEvent>;

/** The events of which the people of the submission get a mail: what they did themselves needs none. */
export const MAILED_EVENTS: ReadonlySet<SubmissionEventName> = new Set([
  'taken',
  'completion-requested',
  'file-complete',
  'accepted',
  'refused',
  'document-issued',
  'message-sent',
  'closed',
  'reopened',
  'payment-received',
  'overdue',
]);

/** What a member of an organisation did to its request, of which who filed it gets a mail. */
export const EVENTS_TOLD_TO_FILER: ReadonlySet<SubmissionEventName> = new Set([
  'completed',
  'corrected',
  'correction-requested',
  'withdrawn',
]);

/** By these the staff answer who asked for a correction. */
export const ANSWERS_TO_CORRECTION: ReadonlySet<SubmissionEventName> = new Set([
  'completion-requested',
  'message-sent',
  'accepted',
  'refused',
  'document-issued',
]);
