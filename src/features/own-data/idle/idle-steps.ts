/** An account is closed when nobody signed in for so long. */
export const IDLE_MONTHS = 24;
/** How many days before the end each warning leaves. A person always has so much time, however late it leaves. */
export const WARNING_DAYS = 60;
export const LAST_WARNING_DAYS = 14;

/** What an idle account was told last, in order. Who is the only manager of an organisation is told something else. */
export const IDLE_STEPS = ['warned', 'warned-again', 'asked-to-hand-over'] as const;
export type IdleStep = (typeof IDLE_STEPS)[number];
