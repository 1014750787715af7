import { z } from 'zod';
import { KeptAnswers } from '../draft/draft.ts';
import { type ChangedBy, type EventActor, NamedActor } from './submission-actor.ts';

const nothing = z.strictObject({});
const Reason = z.strictObject({ reason: z.string() });
const MayHaveReason = z.strictObject({ reason: z.string().nullable() });
const Asked = z.strictObject({ fields: z.array(z.string()), text: z.string() });
/**
 * The fields that were asked for, by id, and what they held before: sealed as in the row. `fee` where the new answers
 * changed it, in cents.
 */
const Answered = z.strictObject({
  fields: z.array(z.string()),
  before: KeptAnswers,
  fee: z.strictObject({ before: z.number().int().nullable(), after: z.number().int() }).optional(),
});

const event = <Name extends string, Detail extends z.ZodType>(name: Name, detail: Detail) =>
  z.strictObject({ name: z.literal(name), detail });

/**
 * Lists all that can happen to a submission, and what the event of each name holds. Each name has its words in
 * `submissions:event.*`, which `follow-up/event-text.ts` chooses, and for the staff in `admin:event.*` where theirs say more.
 */
const SubmissionEventContent = z.discriminatedUnion('name', [
  event('filed', nothing),
  // A member of the staff read it. Looking again within the hour is the same opening.
  event('opened', nothing),
  // Taken by who did it: from now on it is in progress.
  event('taken', nothing),
  // The request was given to a colleague, who keeps the name of that day here.
  event('assigned', z.strictObject({ assigneeId: z.uuid(), assignee: z.string() })),
  event('given-back', nothing),
  event('completion-requested', Asked),
  // Nothing is missing: a delay that counts from there begins.
  event('file-complete', nothing),
  event('completed', Answered),
  event('corrected', Answered),
  // The citizen asks for a correction after the commune took the request.
  event('correction-requested', Asked),
  event('accepted', MayHaveReason),
  event('refused', Reason),
  event('document-issued', z.strictObject({ documentId: z.uuid(), name: z.string() })),
  // The scanner found a virus in what was filed before it could say. A mail of its own tells of it.
  event('document-infected', z.strictObject({ documentId: z.uuid(), name: z.string(), virus: z.string() })),
  event('message-sent', z.strictObject({ messageId: z.uuid() })),
  // A guest's request was brought into an account.
  event('claimed', nothing),
  event('withdrawn', MayHaveReason),
  event('closed', Reason),
  event('reopened', Reason),
  event('payment-received', z.strictObject({ receivedOn: z.iso.date(), amountCents: z.number().int() })),
  // The announced day has passed.
  event('overdue', nothing),
]);
/** An event whose content has the shape that its name asks for. */
export type SubmissionEventContent = z.output<typeof SubmissionEventContent>;
export type SubmissionEventName = SubmissionEventContent['name'];

/**
 * Tells a guest from the portal where the row of an event names neither a citizen nor a colleague. The name of the
 * event decides, as no column tells them apart and rows are never changed.
 */
const WITHOUT_ACCOUNT: Readonly<Record<SubmissionEventName, 'guest' | 'portal'>> = {
  filed: 'guest',
  opened: 'portal',
  taken: 'portal',
  assigned: 'portal',
  'given-back': 'portal',
  'completion-requested': 'portal',
  'file-complete': 'portal',
  completed: 'guest',
  corrected: 'guest',
  'correction-requested': 'guest',
  accepted: 'portal',
  refused: 'portal',
  'document-issued': 'portal',
  'document-infected': 'portal',
  'message-sent': 'guest',
  claimed: 'portal',
  withdrawn: 'guest',
  closed: 'portal',
  reopened: 'portal',
  'payment-received': 'portal',
  overdue: 'portal',
};

/** Returns whether an event of that name may be written as done by them, and be read again as theirs. */
export function mayBringAbout({ kind }: ChangedBy, name: SubmissionEventName): boolean {
  return kind === 'citizen' || kind === 'staff' || WITHOUT_ACCOUNT[name] === kind;
}

const EventRow = z.strictObject({
  id: z.string(),
  happenedAt: z.date(),
  content: SubmissionEventContent,
  by: NamedActor.nullable(),
});

/** Reads a row: what it holds is parsed by its name. */
export const SubmissionEvent = EventRow.transform(({ by, ...event }) => ({
  ...event,
  by: by ?? ({ kind: WITHOUT_ACCOUNT[event.content.name] } satisfies EventActor),
}));
export type SubmissionEvent = z.output<typeof SubmissionEvent>;

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

/** Acts of a member on a request of their organisation, which are mailed to the member who filed it. */
export const EVENTS_TOLD_TO_FILER: ReadonlySet<SubmissionEventName> = new Set([
  'completed',
  'corrected',
  'correction-requested',
  'withdrawn',
]);

/** The events by which the staff answer a request for correction. */
export const ANSWERS_TO_CORRECTION: ReadonlySet<SubmissionEventName> = new Set([
  'completion-requested',
  'message-sent',
  'accepted',
  'refused',
  'document-issued',
]);
