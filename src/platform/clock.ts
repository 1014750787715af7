/** The one source of the present: tests replace it. */
export type Clock = { now(): Date };
export const systemClock: Clock = { now: () => new Date() };
