/** The acts that the helpdesk can do at once. Each has an address of its own and is a line of the history. */
export const HELP_ACTS = [
  'password-reset',
  'unlock',
  'email-confirmation',
  'sign-out',
  'suspension',
  'restoration',
] as const;
export type HelpAct = (typeof HELP_ACTS)[number];

/** The acts that the history of an account may show. */
export const RECORDED_ACTS = [
  ...HELP_ACTS,
  'email-change-asked',
  'email-change-confirmed',
  'email-change-refused',
  'merge-confirmed',
  'merge-refused',
  'merge-done',
] as const;
export type RecordedAct = (typeof RECORDED_ACTS)[number];

/** The reasons of an act. The last one asks for words. */
export const REASONS = ['asked-by-phone', 'asked-at-desk', 'asked-by-mail', 'mailbox-lost', 'abuse', 'other'] as const;
/**
 * The reasons for refusing a merge. The owner reads what to do about each; the last one asks for words, which only
 * colleagues read.
 */
export const MERGE_REFUSALS = [
  'merge-names-differ',
  'merge-two-cards',
  'merge-unverified',
  'merge-unwanted',
  'merge-other',
] as const;
export type MergeRefusal = (typeof MERGE_REFUSALS)[number];
/** The reasons that the history may hold: also those of a merge, which its owner asks for in their own account. */
export const RECORDED_REASONS = [...REASONS, 'asked-in-account', ...MERGE_REFUSALS] as const;
export type Reason = (typeof RECORDED_REASONS)[number];

/** The ways in which a person is recognised. The last one asks for words. */
export const PROOFS = ['identity-card', 'called-back', 'questions', 'no-person', 'other'] as const;
/** The proofs that the history may hold: also that of a merge, in which both mailboxes answered. */
export const RECORDED_PROOFS = [...PROOFS, 'both-mailboxes'] as const;
export type Proof = (typeof RECORDED_PROOFS)[number];

/** A code of a closed list, with free words, which may be empty. */
export type Said<Code extends string> = { code: Code; words: string };
export type Grounds = { reason: Said<Reason>; proof: Said<Proof> };

type Standing = { status: 'active' | 'suspended'; emailConfirmedAt: Date | null };

/** Returns whether the state of an account allows an act. A link for a password goes to a confirmed address only. */
export function mayBeHelped(act: HelpAct | 'email-change', { status, emailConfirmedAt }: Standing): boolean {
  if (act === 'restoration') return status === 'suspended';
  if (status !== 'active') return false;
  if (act === 'password-reset') return emailConfirmedAt !== null;
  return act !== 'email-confirmation' || emailConfirmedAt === null;
}
