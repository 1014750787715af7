import test from 'node:test';
import { groupKeys, type Language, readCatalogues } from '../support/source/catalogues.ts';
import { floorsIn } from '../support/source/floors.ts';
import { assertNone, LANGUAGES, readText } from '../support/source/source-files.ts';
import { writtenKeys } from '../support/source/text-keys.ts';

const catalogues = readCatalogues();
const features = new Set(catalogues.map(({ feature }) => feature));
const keys = writtenKeys().filter(({ feature }) => features.has(feature));
const floors = floorsIn(readText('README.md'));

/** Of one text, the words of the four languages in one line: what only looks alike in French has other words elsewhere. */
const words = new Map<string, string>();
for (const language of LANGUAGES)
  for (const [key, text] of textsIn(language)) words.set(key, `${words.get(key) ?? ''}\n${text}`);

/**
 * Keys that are only written as a family name a code: the columns of a list, the details of an event. Each is chosen by its
 * code, so it has a text of its own even where another catalogue says the same.
 */
const whole = new Set(keys.filter(({ family }) => family === null).map(({ text }) => text));

test('what several features say in the same words stands in web, once', () => {
  const groups = Map.groupBy(
    [...whole].filter((key) => words.has(key)),
    (key) => words.get(key),
  );
  const wrong = [...groups.values()].filter((group) => {
    const said = new Set(group.map(featureOf));
    return said.size > 2 || (said.size > 1 && said.has('web'));
  });
  assertNone(
    wrong.map(
      (group) =>
        `${group.join(', ')}: ${
          words
            .get(group[0] ?? '')
            ?.trim()
            .split('\n')[0]
        }`,
    ),
    'bring it into src/locales/*/web.json and use that key everywhere',
  );
});

test('a text comes from the catalogue of its own floor of the README, or from one after it', () => {
  const wrong = keys.filter(({ feature, source }) => floorOf(placeOf(feature)) < floorOf(source));
  assertNone(
    wrong.map(({ place, text }) => `${place} says ${text}`),
    'move the key down, or let the feature above give the text',
  );
});

function textsIn(language: Language): [string, string][] {
  return catalogues
    .filter((catalogue) => catalogue.language === language)
    .flatMap((catalogue) =>
      [...groupKeys(catalogue)].map(([base, forms]): [string, string] => [
        `${catalogue.feature}:${base}`,
        forms.map(([, text]) => text).join(' / '),
      ]),
    );
}

function floorOf(file: string): number {
  const found = floors.findIndex((floor) => file.startsWith(`${floor}/`));
  return found === -1 ? Number.POSITIVE_INFINITY : found;
}

function featureOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

function placeOf(feature: string): string {
  return feature === 'web' ? 'src/web/' : `src/features/${feature}/`;
}
