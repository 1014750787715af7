import { after } from 'node:test';

const steps: (() => Promise<unknown>)[] = [];

/** At the end of the test file, the last registered first. (node:test's own `after`, called in a hook, runs at that hook's end.) */
export function atTheEnd(step: () => Promise<unknown>): void {
  steps.push(step);
}

after(async () => {
  for (const step of steps.reverse()) await step();
});
