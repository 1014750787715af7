import { setTimeout as pause } from 'node:timers/promises';

/** The milliseconds after which a test gives up waiting. */
export const PATIENCE_MS = 60_000;

/**
 * Waits until the condition holds, however slow the machine is. After a minute, throws with what was awaited, so that
 * nothing hangs.
 */
export async function until(isSo: () => boolean | Promise<boolean>, awaited = 'what was awaited'): Promise<void> {
  await untilFound(
    async () => ((await isSo()) ? true : undefined),
    () => awaited,
  );
}

/** Waits for a value that is not undefined, and returns it. Throws after a minute, as `until` does. */
export async function untilFound<T>(
  find: () => T | undefined | Promise<T | undefined>,
  awaited: () => string,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await find();
    if (found !== undefined) return found;
    await pause(10);
  }
  throw new Error(`not within a minute: ${awaited()}`);
}
