/** An account is closed when nobody signed in for so long. */
export const IDLE_MONTHS = 24;
/** Each warning leaves at least this many days before the end: a warning that leaves late postpones the end. */
export const WARNING_DAYS = 60;
export const LAST_WARNING_DAYS = 14;

/**
 * The steps of an idle account, in order; the row keeps the last one. The only manager of an organisation is asked to
 * hand it over instead of being warned.
 */
export const IDLE_STEPS = ['warned', 'warned-again', 'asked-to-hand-over'] as const;
export type IdleStep = (typeof IDLE_STEPS)[number];
