import assert from 'node:assert/strict';
import test from 'node:test';
import { LANGUAGES, readText } from '../support/source/source-files.ts';

/** The names in `cookies.ts`: each cookie that pages write, then those of the two sessions. */
function cookiesSet(): string[] {
  const source = readText('src/web/session/cookies.ts');
  const [, union = ''] = /export type CookieName =([^;]*);/.exec(source) ?? [];
  const written = [...union.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name);
  const sessions = [...source.matchAll(/named\('([a-z-]+)'\)/g)].map(([, name = '']) => name);
  return [...new Set([...written, ...sessions])].toSorted();
}

/** The names between brackets in the first column of the table of cookies. */
function cookiesTold(language: string): string[] {
  const [, section = ''] =
    /\{#cookies\}([\s\S]*?)\n## /.exec(readText(`src/locales/${language}/pages/privacy.md`)) ?? [];
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => /\(([a-z, -]+)\)/.exec(row.split('|')[1] ?? '')?.[1]?.split(', ') ?? []).toSorted();
}

test('the page about privacy tells of every cookie that the portal sets, by its name, and of no other', () => {
  const names = cookiesSet();
  assert.ok(names.length >= 8 && names.includes('session') && names.includes('language'));
  for (const language of LANGUAGES) assert.deepEqual(cookiesTold(language), names, language);
});
