import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import type { TextKey } from '../../../../src/locales/keys.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const texts = loadTexts(commune);

describe('a text', () => {
  it('is another in each language', () => {
    const said = LANGUAGES.map((language) => texts[language]('web:skip'));
    assert.equal(said[0], 'Aller au contenu');
    assert.equal(new Set(said).size, 4);
  });

  it('is the same at the second reading, in each language', () => {
    for (const language of LANGUAGES) assert.equal(texts[language]('web:skip'), texts[language]('web:skip'));
  });

  for (const key of ['web:nothing', 'nowhere:skip', 'web:', 'skip', '', 'web:error.999.title', 'web:error']) {
    it(`that is not there is an error: « ${key} »`, () => {
      for (const language of LANGUAGES) {
        assert.throws(() => texts[language](key as TextKey), { message: `no text for ${key}` });
        assert.throws(() => texts[language](key as TextKey, { count: 1 }), { message: `no text for ${key}` });
      }
    });
  }

  it('holds its values as they are: escaping is the work of the templates', () => {
    assert.match(texts.fr('web:title.error', { title: '<b> & "Dubois"' }), /: <b> & "Dubois"$/);
  });

  it('never reads a value as a text, a placeholder or a pattern', () => {
    for (const title of ['$t(web:skip)', '{{title}}', '{{max}}', '$&', '$1', "$'"]) {
      assert.equal(texts.fr('web:title.error', { title }), `Erreur\u00a0: ${title}`);
    }
  });

  it('has its decimals written as its language does', () => {
    const [french = '', , english = ''] = LANGUAGES.map((language) =>
      texts[language]('web:field.tooLong', { max: 4.5 }),
    );
    assert.match(french, /\b4,5\b/);
    assert.match(english, /\b4\.5\b/);
  });

  it('with values is made anew at each call', () => {
    assert.match(texts.nl('web:field.tooLong', { max: 10 }), /\b10\b/);
    assert.match(texts.nl('web:field.tooLong', { max: 200 }), /\b200\b/);
  });
});

describe('a text with a number', () => {
  const rows = [
    ['fr', 0, '0 question contient ces mots'],
    ['fr', 1, '1 question contient ces mots'],
    ['fr', 2, '2 questions contiennent ces mots'],
    ['fr', 1_000_000, '1000000 questions contiennent ces mots'],
    ['nl', 0, '0 vragen bevatten deze woorden'],
    ['nl', 1, '1 vraag bevat deze woorden'],
    ['nl', 2, '2 vragen bevatten deze woorden'],
    ['en', 0, '0 questions contain these words'],
    ['en', 1, '1 question contains these words'],
    ['de', 1, '1 Frage enthält diese Wörter'],
    ['de', 3, '3 Fragen enthalten diese Wörter'],
  ] as const;
  for (const [language, count, expected] of rows) {
    it(`agrees with it as ${language} does: ${expected}`, () => {
      assert.equal(texts[language]('site:faq.found', { count }), expected);
    });
  }
});
