import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.ts';
import { generateKbo } from './generate-kbo.ts';

// `node tests/benchmarks/kbo.ts [enterprises]`: the real command on a real, durable embedded Postgres of its own. Prints, asserts nothing.
const ROOT = path.resolve(import.meta.dirname, '../..');
const NAMES_EACH = 1.7;

const count = Number(process.argv[2] ?? 2_000_000);
const folder = await mkdtemp(path.join(tmpdir(), 'portal-kbo-'));
await chmod(folder, 0o755);
const extract = path.join(folder, 'extract');

type Run = { seconds: number; peakMiB: number; output: string };

async function runImport(): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['src/commands/kbo-import.ts', extract], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: path.join(folder, 'var') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  let peakKiB = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 200);
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(look);
  if (code !== 0) throw new Error(`the import ended with ${code}: ${output}`);
  return { seconds: (performance.now() - begun) / 1_000, peakMiB: peakKiB / 1024, output };
}

function say(name: string, { seconds, peakMiB, output }: Run): void {
  const rows = count * (1 + NAMES_EACH);
  const pace = Math.round(rows / seconds).toLocaleString('en');
  process.stdout.write(
    `${output}${name}: ${seconds.toFixed(1)} s, ${pace} rows/s, peak RSS ${peakMiB.toFixed(0)} MiB\n\n`,
  );
}

try {
  const begun = performance.now();
  await generateKbo(extract, count);
  const sizes = await Promise.all(['enterprise.csv', 'denomination.csv'].map((name) => stat(path.join(extract, name))));
  const megabytes = sizes.reduce((sum, { size }) => sum + size, 0) / 1e6;
  const spent = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`generated ${count} enterprises, ${megabytes.toFixed(0)} MB, in ${spent} s\n\n`);
  say('First import, start of Postgres included', await runImport());
  say('The same again', await runImport());
} finally {
  removeEmbeddedPostgres(path.join(folder, 'var', 'postgres'));
  await rm(folder, { recursive: true, force: true });
}
