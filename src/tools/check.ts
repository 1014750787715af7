import { spawnSync } from 'node:child_process';
import path from 'node:path';

// Runs `npm run check`: format and lint, types, typed views, then architecture and locales. A failed step does not stop
// the next ones, so that one run shows every problem.
const root = path.resolve(import.meta.dirname, '../..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

const STEPS: [string, string, string[]][] = [
  ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['typed views', process.execPath, ['src/tools/check-views/check-views.ts']],
  [
    'architecture and locales',
    process.execPath,
    ['--test', '--test-isolation=none', '--test-reporter=dot', 'tests/architecture/**/*.test.ts'],
  ],
];

const failed = STEPS.filter(([name, command, options]) => {
  process.stdout.write(`\n— ${name}\n`);
  return spawnSync(command, options, { cwd: root, stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.map(([name]) => name).join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
