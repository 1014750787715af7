/** The only source of the present moment, so that tests can replace it. */
export type Clock = { now(): Date };
export const systemClock: Clock = { now: () => new Date() };
