import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The image runs the first, which loads the next two, as does the making of the image; operators run the others. */
export const JOINED_ENTRIES = [
  'src/start.mjs',
  'src/prepare.ts',
  'src/serve.ts',
  ...['audit-verify', 'backup', 'kbo-import', 'restore-drill', 'staff-add', 'staff-departments'].map(
    (command) => `src/commands/${command}.ts`,
  ),
];

/**
 * Joins the thousand modules of the portal into a few files, for the image: to find and load them one by one takes half
 * of a start and 15 MiB. The packages stay as they are installed, all but one, and the folder must stand in the project.
 * `npm start` and most tests run the modules themselves.
 */
export async function buildServer(folder: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: JOINED_ENTRIES,
    outdir: folder,
    // All files stand side by side, so that what a module finds beside itself is equally far from each.
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2024',
    // The map gives the lines of a fault to people; Node is not told to use it, as that would cost 20 MiB.
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [keptPlaces(folder), JOINED_PACKAGE],
  });
}

/**
 * zod comes in a hundred files, half of which are its messages in fifty languages: to find and load them took a tenth of
 * a start.
 */
const JOINED_PACKAGE: Plugin = {
  name: 'joined-package',
  setup: (joining) =>
    joining.onResolve({ filter: /^zod$/ }, () => ({ path: fileURLToPath(import.meta.resolve('zod')) })),
};

/**
 * Makes each module look for the files beside it, such as texts and fonts, where its source stands. The paths are
 * relative, so that both folders can be copied elsewhere together.
 */
const keptPlaces = (folder: string): Plugin => ({
  name: 'kept-places',
  setup(joining) {
    joining.onLoad({ filter: /\.(?:ts|mjs)$/ }, async ({ path: file }) => {
      const code = await readFile(file, 'utf8');
      const from = (place: string) => path.relative(folder, place).replaceAll(path.sep, '/');
      const contents = code
        .replaceAll('import.meta.url', `new URL(${JSON.stringify(from(file))}, import.meta.url).href`)
        .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${from(path.dirname(file))}`)})`);
      return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
});

if (import.meta.main) await buildServer(path.join(ROOT, 'dist'));
