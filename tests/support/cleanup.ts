import { after } from 'node:test';

const steps: (() => Promise<unknown>)[] = [];

/**
 * Registers a step for the end of the test file; the last registered runs first, and one that fails does not keep the
 * others from running. The `after` of node:test, called in a hook, would run at the end of that hook.
 */
export function atTheEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}

after(async () => {
  const failures: unknown[] = [];
  for (const step of steps.reverse()) await step().catch((error: unknown) => void failures.push(error));
  if (failures.length > 0) throw failures[0];
});
