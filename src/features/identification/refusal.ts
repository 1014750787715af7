import type { FasRefusal } from '../../platform/fas/fas-person.ts';

/** Why an identification is not taken, for the log and the audit. */
export type RefusalReason =
  | FasRefusal
  | 'without-start'
  | 'other-session'
  | 'used-before'
  | 'attempt-expired'
  | 'too-low'
  | 'another-person'
  | 'tied-elsewhere'
  | 'no-mandate'
  | 'another-organisation'
  | 'no-membership';

/**
 * The refusals that have a page text of their own, each with what to do next. All faults of an answer share one text.
 */
export const TOLD = [
  'too-low',
  'another-person',
  'tied-elsewhere',
  'no-mandate',
  'clock',
  'late',
  'away',
  'ended',
  'failed',
] as const;
export type Told = (typeof TOLD)[number];

const IN_WORDS: Partial<Record<RefusalReason, Told>> = {
  'too-low': 'too-low',
  'no-level': 'too-low',
  'another-person': 'another-person',
  'tied-elsewhere': 'tied-elsewhere',
  'no-mandate': 'no-mandate',
  'another-organisation': 'no-mandate',
  'no-membership': 'no-mandate',
  clock: 'clock',
  expired: 'late',
  'attempt-expired': 'late',
  'used-before': 'late',
  code: 'late',
};

export const toldOf = (reason: RefusalReason): Told => IN_WORDS[reason] ?? 'failed';
