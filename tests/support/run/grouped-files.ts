import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Fewer files than that run each in a process of its own, as one who mends a test reads their output alone. */
const FEW = 8;
/** The number of processes: few, to load the portal seldom, and enough for three at a time to end together. */
const GROUPS = 24;

/**
 * Returns what to give to `node --test` in place of the test files: files that each run several of them, one after the other.
 * Loading the portal costs a process two seconds, and nearly every file needs it. Each test file is a suite there, with the
 * hooks and the end of its own.
 */
export async function groupFiles(files: readonly string[], { root, folder }: { root: string; folder: string }) {
  if (files.length < FEW) return [...files];
  const groups = Array.from({ length: Math.min(GROUPS, files.length) }, (): string[] => []);
  // Dealt like cards: neighbours in a folder take about the same time.
  for (const [at, file] of files.entries()) groups[at % groups.length]?.push(file);
  const end = pathToFileURL(path.join(root, 'tests/support/cleanup.ts')).href;
  return Promise.all(
    groups.map(async (group, number) => {
      const written = path.join(folder, `group-${number}.mjs`);
      const suites = group.map((file) => suiteOf(file, pathToFileURL(path.resolve(root, file)).href));
      await writeFile(written, `${OPENING.replace('cleanup', end)}${suites.join('')}`);
      return written;
    }),
  );
}

const OPENING = `import { describe } from 'node:test';\nimport { loadFile } from 'cleanup';\n`;

const suiteOf = (file: string, url: string): string => `
describe(${JSON.stringify(file)}, () => loadFile(() => import(${JSON.stringify(url)})));
`;
