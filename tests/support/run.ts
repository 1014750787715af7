import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { buildServer } from '../../src/tools/build-server.ts';
import { isPackaged, unpackChromium } from './chromium/chromium-binary.ts';
import { quickestFolder } from './postgres/quickest-folder.ts';
import { createTemplate } from './postgres/template.ts';
import { groupFiles } from './run/grouped-files.ts';
import { removeLeftBehind } from './run/left-behind.ts';

// Runs `npm test [-- files…]` and `npm run benchmark [-- --against folder]` on one Postgres without durability. Its
// template is migrated once, and cloned by each test file.
const options = { against: { type: 'string' } } as const;
const { values, positionals: asked } = parseArgs({ options, allowPositionals: true });
const root = path.resolve(import.meta.dirname, '../..');
const quickest = await quickestFolder();
await Promise.all([removeLeftBehind(quickest, 'portal-test'), removeLeftBehind(path.join(root, 'dist'), 'tested')]);
const folder = await mkdtemp(path.join(quickest, `portal-test-${process.pid}-`));
// When the tests run as root, Postgres runs as another user, who must be able to enter the folder.
await chmod(folder, 0o755);
// It stands in the project, where it finds the packages.
const joined = path.join(root, 'dist', `tested-${process.pid}`);
const database = await startEmbeddedPostgres({ dataDirectory: path.join(folder, 'postgres'), durable: false });

/**
 * A test that waits for what never comes fails after half an hour, and its process ends, so that the run says which. A
 * group of files counts as one test, and takes minutes on a busy machine.
 */
const NEVER_WAITS = ['--test-timeout=1800000', '--test-force-exit'];

/** Room for what a page leaves behind, so that it is cleared seldom. */
const ROOM = '--max-semi-space-size=32';

const WHOLE_RESULTS = ['--import', import.meta.resolve('./run/whole-results.ts')];
const RUNNER = ['--test', '--test-concurrency=4', ROOM, ...WHOLE_RESULTS, ...NEVER_WAITS];

function runTests(files: string[]): Promise<number> {
  const child = spawn(process.execPath, [...RUNNER, ...files], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      TEST_DATABASE_URL: database.url,
      TEST_JOINED: joined,
      NODE_ENV: 'test',
      ...(values.against === undefined ? {} : { BENCHMARK_AGAINST: values.against }),
      // The other processes reuse what the first one compiles.
      NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
    },
  });
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
}

try {
  await Promise.all([createTemplate(database.url), buildServer(joined), isPackaged ? unpackChromium() : null]);
  const files = globSync(asked.length > 0 ? asked : ['tests/**/*.test.ts'], { cwd: root }).sort();
  if (files.length === 0) throw new Error(`no such file: ${asked.join(' ')}`);
  process.exitCode = await runTests(await groupFiles(files, { root, folder }));
} finally {
  await database.stop();
  await Promise.all([folder, joined].map((one) => rm(one, { recursive: true, force: true })));
}
