import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const LANGUAGES = ['fr', 'nl', 'en', 'de'] as const;

/** Fails when there are breaches, with the remedy and one breach per line: « file:line what ». */
export function assertNone(breaches: readonly string[], remedy = ''): void {
  assert.ok(breaches.length === 0, [remedy, ...breaches].filter(Boolean).join('\n  '));
}

/** Returns sorted paths from the root, with slashes; none when the folder does not exist. */
export function listFiles(folder: string, pattern: RegExp): string[] {
  const absolute = path.join(ROOT, folder);
  if (statSync(absolute, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => pattern.test(file))
    .sort();
}

export const readText = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
export const isFile = (file: string): boolean =>
  statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isFile() ?? false;

/** Returns every feature that has a source file. */
export function listFeatures(): string[] {
  return [...new Set(listFiles('src/features', /\.ts$/).flatMap((file) => file.split('/')[2] ?? []))];
}

/** Returns `accounts` for `src/features/accounts/sign-up/sign-up.page.ts`, and null outside the features. */
export const featureOf = (file: string): string | null => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null;

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
