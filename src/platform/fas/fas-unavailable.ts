/** Thrown when FAS cannot be reached, or answers as a server that is broken. */
export class FasUnavailable extends Error {}
