import test from 'node:test';
import { type Catalogue, groupKeys, lineOfKey, readCatalogues, scatteredKeys } from '../support/source/catalogues.ts';
import { assertNone, listFiles, readText } from '../support/source/source-files.ts';
import { writtenKeys } from '../support/source/text-keys.ts';

const catalogues = readCatalogues();
const READER = /vous (?:n’|ne vous |vous )?êtes (?:à nouveau |de nouveau |plus |pas |déjà )?|êtes-vous |vous garder /;
const MASCULINE = new RegExp(
  `(?:${READER.source})(?:(?:dé)?connecté|identifié|prévenu|averti|invité|inscrit)(?![\\p{L}(])`,
  'iu',
);
const STRAIGHT = /\p{L}'\p{L}/u;
const french = catalogues.filter(({ language }) => language === 'fr');

test('the four languages have the same catalogues and the same keys', () => {
  const wrong = catalogues
    .filter(({ language }) => language !== 'fr')
    .flatMap((catalogue) => {
      const model = french.find(({ feature }) => feature === catalogue.feature);
      if (model === undefined) return [`${catalogue.path} has no French catalogue`];
      const own = groupKeys(catalogue);
      const wanted = groupKeys(model);
      const missing = [...wanted.keys()].filter((key) => !own.has(key));
      const extra = [...own.keys()].filter((key) => !wanted.has(key));
      return [
        ...missing.map((key) => `${catalogue.path} misses « ${key} » (${model.path}:${lineOfKey(model, key)})`),
        ...extra.map((key) => `${catalogue.path}:${lineOfKey(catalogue, key)} « ${key} » is not in French`),
      ];
    });
  assertNone(wrong, 'translate it, or take it out everywhere');
});

test('the keys of a family stand together, in the same order in the four languages', () => {
  const keysOf = (catalogue: Catalogue | undefined) => [...(catalogue ? groupKeys(catalogue).keys() : [])].join();
  const wrong = catalogues.flatMap((catalogue) => {
    const model = french.find(({ feature }) => feature === catalogue.feature);
    const scattered = scatteredKeys(catalogue);
    if (scattered.length > 0) return scattered.map(([key, family]) => `${place(catalogue, key)} is far from ${family}`);
    return keysOf(catalogue) === keysOf(model) ? [] : [`${catalogue.path} has another order than French`];
  });
  assertNone(wrong, 'move the lines');
});

test('every text says something, is a string, and has its key once', () => {
  const wrong = catalogues.flatMap((catalogue) => {
    const empty = catalogue.entries.filter(([, value]) => typeof value !== 'string' || value.trim() === '');
    const written = [...catalogue.text.matchAll(/^\s*"((?:\\.|[^"\\])+)"\s*:/gm)].map(([, key = '']) => key);
    const twice = written.filter((key, index) => written.indexOf(key) !== index);
    return [
      ...empty.map(([key]) => `${place(catalogue, key)} is empty or not a string`),
      ...twice.map((key) => `${place(catalogue, key)} is written twice: the last one wins`),
    ];
  });
  assertNone(wrong);
});

test('a text has the same {{values}} in the four languages', () => {
  const wrong = catalogues.flatMap((catalogue) => {
    const model = french.find(({ feature }) => feature === catalogue.feature);
    if (model === undefined) return [];
    const wanted = groupKeys(model);
    return [...groupKeys(catalogue)].flatMap(([base, forms]) => {
      const values = valuesOf(forms);
      const frenchValues = valuesOf(wanted.get(base) ?? []);
      return values === frenchValues || !wanted.has(base)
        ? []
        : [`${place(catalogue, forms[0]?.[0] ?? base)} has ${values || 'none'}, French has ${frenchValues || 'none'}`];
    });
  });
  assertNone(wrong, 'a value left out is not said; one added is shown as {{…}}');
});

test('a Dutch text says « formaliteit », the word of the portal for a démarche', () => {
  const dutch = catalogues.filter(({ language }) => language === 'nl');
  const wrong = dutch.flatMap((catalogue) =>
    catalogue.entries
      .filter(([, value]) => /\bprocedures?\b/i.test(String(value).replaceAll(/{{\w+}}/g, '')))
      .map(([key]) => place(catalogue, key)),
  );
  assertNone(wrong);
});

test('a plural has the forms of its language, no more and no less', () => {
  const wrong = catalogues.flatMap((catalogue) => {
    const wanted = new Intl.PluralRules(catalogue.language).resolvedOptions().pluralCategories.toSorted().join(' ');
    return [...groupKeys(catalogue)].flatMap(([base, forms]) => {
      const isPlural = forms.some(([key]) => key !== base) || forms.some(([, value]) => /\{\{\s*count\b/.test(value));
      const own = forms
        .map(([key]) => key.slice(base.length + 1))
        .toSorted()
        .join(' ');
      return !isPlural || own === wanted
        ? []
        : [`${place(catalogue, forms[0]?.[0] ?? base)} has « ${own} », needs « ${wanted} »`];
    });
  });
  assertNone(wrong, 'i18next looks for these suffixes; {{count}} is for plurals only');
});

test('every key of a text is written in src or views, whole or as the beginning and end of a template literal', () => {
  const written = writtenKeys();
  const said = new Set(written.filter(({ family }) => family === null).map(({ text }) => text));
  const families = written.flatMap(({ family }) => family ?? []);
  const unused = french.flatMap((catalogue) =>
    [...groupKeys(catalogue)]
      .filter(([base]) => !said.has(`${catalogue.feature}:${base}`))
      .filter(([base]) => !families.some((family) => family.test(`${catalogue.feature}:${base}`)))
      .map(([base, forms]) => place(catalogue, forms[0]?.[0] ?? base)),
  );
  assertNone(unused, 'delete it in the four languages');
});

test('each French catalogue is in the type of the keys, src/locales/keys.ts', () => {
  const keys = readText('src/locales/keys.ts');
  const wrong = french.filter(({ feature }) => !new RegExp(`^\\s+'?${feature}'?: typeof `, 'm').test(keys));
  assertNone(
    wrong.map(({ path }) => path),
    'add it to Catalogues, or its keys do not compile',
  );
});

test('no text holds a tag, an entity or an address that begins with a language', () => {
  const wrong = catalogues.flatMap((catalogue) =>
    catalogue.entries
      .filter(([, value]) => /<\/?[a-z][^>]*>|&[a-z]+;|(?:^|[\s("])\/(?:fr|nl|en|de)\//i.test(value))
      .map(([key]) => place(catalogue, key)),
  );
  assertNone(wrong, 'markup and addresses stand in the template');
});

test('French texts and long texts have a no-break space before : ; ? ! » and after «', () => {
  const pages = listFiles('src/locales/fr/pages', /\.md$/).flatMap((path) =>
    readText(path)
      .split('\n')
      .flatMap((line, index) => frenchSlips(line).map((slip) => `${path}:${index + 1} ${slip}`)),
  );
  const texts = french.flatMap((catalogue) =>
    catalogue.entries.flatMap(([key, value]) => frenchSlips(value).map((slip) => `${place(catalogue, key)} ${slip}`)),
  );
  assertNone([...texts, ...pages], 'type U+00A0 (or U+202F) there, so that no line begins with the sign');
});

test('French texts and long texts say nothing of the reader in the masculine', () => {
  const pages = listFiles('src/locales/fr/pages', /\.md$/).flatMap((path) =>
    readText(path)
      .split('\n')
      .flatMap((line, index) => (MASCULINE.test(line) ? [`${path}:${index + 1} ${line.slice(0, 60)}`] : [])),
  );
  const texts = french.flatMap((catalogue) =>
    catalogue.entries.filter(([, value]) => MASCULINE.test(value)).map(([key]) => place(catalogue, key)),
  );
  assertNone([...texts, ...pages], 'say it of the session, the account or the act: « La session est fermée. »');
});

test('texts and long texts write ’ between letters, as people read it, never the straight one', () => {
  const pages = listFiles('src/locales', /\.md$/).flatMap((path) =>
    readText(path)
      .split('\n')
      .flatMap((line, index) => (STRAIGHT.test(line) ? [`${path}:${index + 1} ${line.slice(0, 60)}`] : [])),
  );
  const texts = catalogues.flatMap((catalogue) =>
    catalogue.entries.filter(([, value]) => STRAIGHT.test(value)).map(([key]) => place(catalogue, key)),
  );
  assertNone([...texts, ...pages], 'type U+2019');
});

/** Returns the text around each punctuation sign that lacks its no-break space. */
function frenchSlips(text: string): string[] {
  const prose = text.replace(
    /\{\{[^}]*\}\}|https?:\/\/\S+|\((?:mailto|tel):[^)]*\)|\{#[^}]*\}|`[^`]*`|\b\d+:\d\d\b/g,
    (found) => 'x'.repeat(found.length),
  );
  const ordinary = [...prose.matchAll(/ [:;?!»]|« /g)];
  const none = [...prose.matchAll(/[\p{L}\d)*»](?:[;?!]|:(?=\s|$|\*))|[^\s\u00a0\u202f]»|«[^\s\u00a0\u202f]/gu)];
  return [...ordinary, ...none].map(({ index }) => `« …${text.slice(Math.max(0, index - 15), index + 6).trim()}… »`);
}

function valuesOf(forms: readonly [string, string][]): string {
  const found = forms.flatMap(([, value]) => [...String(value).matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name));
  return [...new Set(found)].sort().join(' ');
}

function place(catalogue: Catalogue, key: string): string {
  return `${catalogue.path}:${lineOfKey(catalogue, key)} ${key}`;
}
