/** The statuses of a submission (journey of a file, in order). Each page takes its words from `submissions:status.*`. */
export const SUBMISSION_STATUSES = [
  'submitted',
  'awaiting-payment',
  'in-progress',
  'to-complete',
  'accepted',
  'refused',
  'delivered',
  'withdrawn',
  'closed',
] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];

/** A status is changed by the person who filed the request, by the staff, or by the portal itself. */
export type SubmissionActor = 'citizen' | 'staff' | 'portal';
type Transition = { from: readonly SubmissionStatus[]; by: readonly SubmissionActor[] };

/** The statuses in which a request still waits for somebody. */
export const OPEN_STATUSES = ['submitted', 'awaiting-payment', 'in-progress', 'to-complete', 'accepted'] as const;

/**
 * The statuses from which a request is handled again when it was decided or closed by mistake. A delivered request
 * stays delivered.
 */
const REOPENED_STATUSES = ['accepted', 'refused', 'closed'] as const;

const NOT_CLOSED = SUBMISSION_STATUSES.filter((status) => status !== 'closed');

/**
 * Lists for each status the statuses that it is reached from, and who may make the change. `submitted` and
 * `awaiting-payment` begin with a filing. A paid request waits for the commune as all the others, and a correction by
 * the citizen may change what is to be paid. A request that was decided or closed by mistake is opened again.
 */
export const TRANSITIONS: Readonly<Record<SubmissionStatus, readonly Transition[]>> = {
  submitted: [{ from: ['awaiting-payment'], by: ['staff', 'citizen'] }],
  'awaiting-payment': [{ from: ['submitted'], by: ['portal', 'citizen'] }],
  'in-progress': [
    { from: ['submitted', 'awaiting-payment', 'to-complete', ...REOPENED_STATUSES], by: ['staff'] },
    { from: ['to-complete'], by: ['citizen'] },
  ],
  'to-complete': [{ from: ['in-progress'], by: ['staff'] }],
  accepted: [{ from: ['in-progress'], by: ['staff'] }],
  refused: [{ from: ['in-progress'], by: ['staff'] }],
  delivered: [{ from: ['accepted'], by: ['staff'] }],
  withdrawn: [{ from: OPEN_STATUSES, by: ['citizen'] }],
  closed: [{ from: NOT_CLOSED, by: ['staff', 'portal'] }],
};

/** Returns whether a request of that status may become `status` by the act of that person. */
export function mayBecome(from: SubmissionStatus, to: { status: SubmissionStatus; by: SubmissionActor }): boolean {
  return TRANSITIONS[to.status].some((one) => one.from.includes(from) && one.by.includes(to.by));
}

/** Returns whether the request still waits for somebody. */
export function isOpen(status: SubmissionStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}

/** Returns whether the staff may handle it again, although it was decided or closed. */
export function mayBeReopened(status: SubmissionStatus): boolean {
  return REOPENED_STATUSES.some((one) => one === status);
}
