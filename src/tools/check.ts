import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';

// Runs `npm run check`: format and lint, types with those of the templates, architecture and locales, all at once. A failed
// step does not stop the others, so that one run shows every problem.
const root = path.resolve(import.meta.dirname, '../..');
const colours = process.stdout.isTTY ? 'force' : 'off';

type Step = { name: string; command: string; options: string[] };
const STEPS: readonly Step[] = [
  {
    name: 'format and lint',
    command: path.join(root, 'node_modules/.bin/biome'),
    options: ['ci', '--error-on-warnings', `--colors=${colours}`, '.'],
  },
  { name: 'types and typed views', command: process.execPath, options: ['src/tools/check-views/check-views.ts'] },
  {
    name: 'architecture and locales',
    command: process.execPath,
    options: ['--test', '--test-isolation=none', '--test-reporter=dot', 'tests/architecture/**/*.test.ts'],
  },
];

/** Runs a step and prints its output when it has ended, so that the lines of two steps do not mix. */
async function run({ name, command, options }: Step): Promise<boolean> {
  const child = spawn(command, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const [said, faults, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  process.stdout.write(`\n— ${name}\n${said}${faults}`);
  return code === 0;
}

const passed = await Promise.all(STEPS.map(run));
const failed = STEPS.filter((_, index) => !passed[index]);
process.stdout.write(
  failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.map(({ name }) => name).join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
