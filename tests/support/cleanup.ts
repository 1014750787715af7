import { AsyncLocalStorage } from 'node:async_hooks';
import { after } from 'node:test';

type Step = () => Promise<unknown>;
const stepsOfFile = new AsyncLocalStorage<Step[]>();
const stepsOfProcess: Step[] = [];

/**
 * Registers a step for the end of the test file; the last registered runs first, and one that fails does not keep the
 * others from running. The `after` of node:test, called in a hook, would run at the end of that hook.
 */
export function atTheEnd(step: Step): void {
  (stepsOfFile.getStore() ?? stepsOfProcess).push(step);
}

/** Registers a step for the end of the process, for what its test files share. */
export function atTheEndOfProcess(step: Step): void {
  stepsOfProcess.push(step);
}

/** Loads one of several test files of a process, inside a suite of its own, at whose end its steps run. */
export async function loadFile(load: () => Promise<unknown>): Promise<void> {
  const steps: Step[] = [];
  after(() => runSteps(steps));
  await stepsOfFile.run(steps, load);
}

async function runSteps(steps: Step[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.reverse()) await step().catch((error: unknown) => void failures.push(error));
  if (failures.length > 0) throw failures[0];
}

// This hook cleans up after a file that has a process of its own, and cleans what all files of a process share.
after(() => runSteps(stepsOfProcess));
