import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { compile } from 'sass';

const root = path.resolve(import.meta.dirname, '../..');
const built = path.join(root, 'public/.built');
const manifestFile = path.join(built, 'manifest.json');

/** Runs before anything is drawn, so that what works only with script is not shown for a moment where there is none. */
const INLINE_SCRIPT = "document.body.className+=' js-enabled govuk-frontend-supported';";

if (await isStale()) await buildAssets();

async function isStale(): Promise<boolean> {
  const madeAt = await stat(manifestFile).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const sources = await readdir(path.join(root, 'public'), { recursive: true });
  const files = sources.filter((name) => !name.startsWith('.built')).map((name) => path.join(root, 'public', name));
  // The file of src/ that the scripts of the browser also use.
  const shared = path.join(root, 'src/domain/email-slip.ts');
  const times = await Promise.all(
    [...files, shared, import.meta.filename].map(async (file) => (await stat(file)).mtimeMs),
  );
  return times.some((time) => time > madeAt);
}

async function buildAssets(): Promise<void> {
  await rm(built, { recursive: true, force: true });
  const styles = compile(path.join(root, 'public/styles/main.scss'), {
    style: 'compressed',
    loadPaths: [path.join(root, 'node_modules')],
    quietDeps: true,
  }).css;
  const manifest = {
    styles: await keep('main', 'css', Buffer.from(styles)),
    script: await keep('main', 'js', await bundle()),
    icon: await readFile(path.join(root, 'public/images/icon.svg'), 'utf8'),
    inlineScript: INLINE_SCRIPT,
    inlineScriptHash: `sha256-${createHash('sha256').update(INLINE_SCRIPT).digest('base64')}`,
  };
  await cp(path.join(root, 'public/root'), path.join(built, 'root'), { recursive: true });
  await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
}

async function bundle(): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'public/scripts/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  return Buffer.from(outputFiles[0]?.contents ?? []);
}

/** Writes a file under a name made from its content, with its brotli and gzip forms beside it. Returns its address. */
async function keep(name: string, extension: string, content: Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const address = `/static/${name}.${hash}.${extension}`;
  const file = path.join(built, 'assets', address);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  await writeFile(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return address;
}
