// Runs before `npm start`, `npm test` and `npm run check`. It is plain JavaScript without dependencies, as it runs on
// whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modified = (file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  process.stdout.write('Installing what the portal needs (once)…\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
run(path.join(root, 'node_modules/.bin/node'), ['src/tools/build-assets.ts']);
