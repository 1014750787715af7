const DAY_MS = 86_400_000;

/** Returns how many whole days of 24 hours a request has been waiting since that moment. */
export function waitingDays(since: Date, now: Date): number {
  return Math.floor((now.getTime() - since.getTime()) / DAY_MS);
}
