import { after } from 'node:test';

const steps: (() => Promise<unknown>)[] = [];

/**
 * Registers a step for the end of the test file; the last registered runs first. The `after` of node:test, called in a
 * hook, would run at the end of that hook.
 */
export function atTheEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}

after(async () => {
  for (const step of steps.reverse()) await step();
});
