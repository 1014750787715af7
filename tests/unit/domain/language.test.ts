import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, languageFrom } from '../../../src/domain/language.ts';

const rows: readonly (readonly [header: string | undefined, expected: string, rule: string])[] = [
  [undefined, 'fr', 'no header means French'],
  ['', 'fr', 'an empty header means French'],
  ['nl', 'nl', 'the only language asked for is given'],
  ['nl-BE,nl;q=0.9,fr;q=0.8', 'nl', 'a region is of its language'],
  ['de-CH-1996', 'de', 'a variant is of its language'],
  ['NL-be', 'nl', 'the case does not matter'],
  ['fr;q=0.3, nl;q=0.9, en;q=0.5', 'nl', 'the highest quality wins, not the first place'],
  ['en;q=0.5,de;q=0.5', 'en', 'the first of equals wins'],
  ['en; q=0.1 , de; q=0.7', 'de', 'spaces before the quality are allowed'],
  ['en;Q=0.1,de;Q=0.7', 'de', 'the name of the quality has no case'],
  ['es,pt;q=0.9,en;q=0.1', 'en', 'languages that are not ours are passed over'],
  ['es,it', 'fr', 'French when none is ours'],
  ['*', 'fr', 'any language means French'],
  ['es,*;q=0.5', 'fr', 'any other language means French'],
  ['nl;q=0,en;q=0.1', 'en', 'a quality of zero refuses the language'],
  ['nl;q=0', 'fr', 'refusing one language asks for none'],
  ['nl;q=x,en;q=0.2', 'en', 'an unreadable quality counts for nothing'],
  ['nlx,en;q=0.1', 'en', 'a longer word that begins alike is another language'],
  [',;,;q=1,--', 'fr', 'rubbish means French'],
  [`${'es,'.repeat(200)}nl`, 'fr', 'no more than 500 characters are read'],
];

for (const [header, expected, rule] of rows) {
  test(`Accept-Language: ${rule}`, () => assert.equal(languageFrom(header), expected));
}

test('any header leads to one of the four languages', () => {
  const rubbish = fc.oneof(fc.string({ maxLength: 700 }), fc.stringMatching(/^([a-z]{1,3}(;q=[0-9.]{1,3})?,?){0,20}$/));
  fc.assert(fc.property(rubbish, (header) => isLanguage(languageFrom(header))));
});

test('of our languages each with its own quality, the best is given in whatever order', () => {
  const qualities = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 4, maxLength: 4 });
  const order = fc.shuffledSubarray([...LANGUAGES], { minLength: 1 });
  fc.assert(
    fc.property(order, qualities, (languages, tenths) => {
      const ranked = languages.map((language, index) => ({ language, tenths: tenths[index] ?? 0 }));
      const header = ranked.map((one) => `${one.language}-BE;q=0.${one.tenths}`).join(', ');
      const [best] = ranked.toSorted((a, b) => b.tenths - a.tenths);
      assert.equal(languageFrom(header), best?.language);
    }),
  );
});

test('the languages are fr, nl, en and de, each named in itself, and nothing else is one', () => {
  assert.deepEqual(LANGUAGE_NAMES, { fr: 'Français', nl: 'Nederlands', en: 'English', de: 'Deutsch' });
  assert.ok(LANGUAGES.every(isLanguage));
  for (const other of ['FR', 'es', '', 'fr ', 'constructor', undefined, null, 0, ['fr']]) assert.ok(!isLanguage(other));
});
