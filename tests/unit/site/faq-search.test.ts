import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { sectionsWith } from '../../../src/features/site/faq-search.ts';
import { trustedHtml } from '../../../src/web/page/html.ts';
import { loadLongText, type Section } from '../../../src/web/page/long-texts.ts';
import { commune } from '../../support/commune.ts';

const section = (anchor: string, heading: string, html = ''): Section => ({
  anchor,
  heading,
  html: trustedHtml(html),
});
const anchors = (sections: readonly Section[]) => sections.map(({ anchor }) => anchor);

const questions = [
  section(
    'create',
    'Comment créer son espace ?',
    '<p class="govuk-body">Cliquez sur <strong>« Créer un compte »</strong>.</p>',
  ),
  section(
    'password',
    'Mot de passe oublié ?',
    '<p>Vous recevez un e-mail &amp; un lien. C&#39;est l&#39;entreprise de Lucie.</p>',
  ),
  section('works', 'Une œuvre dans la Straße', '<p>02/244 75 11</p>'),
];

describe('the search in the questions', () => {
  const found = [
    ['without words shows every question', '', ['create', 'password', 'works']],
    ['takes spaces for no words', '  \t ', ['create', 'password', 'works']],
    ['takes punctuation for no words', ' ?! ', ['create', 'password', 'works']],
    ['does not mind the accents left out', 'creer', ['create']],
    ['does not mind the accents put in too many', 'pâsse', ['password']],
    ['does not mind capitals', 'MOT DE PASSE', ['password']],
    ['wants every word, in any order', 'oublié mot', ['password']],
    ['finds nothing when one word is nowhere', 'mot introuvable', []],
    ['looks in the answers', 'compte', ['create']],
    ['finds a part of a word', 'recev', ['password']],
    ['does not mind the question mark stuck to a word', 'espace?', ['create']],
    ['takes both apostrophes', 'l’entreprise', ['password']],
    ['takes the straight apostrophe, an entity in the page', "c'est l'entreprise", ['password']],
    ['takes the hyphen or the space', 'e mail', ['password']],
    ['knows that œ is oe', 'oeuvre', ['works']],
    ['knows that ß is ss', 'strasse', ['works']],
    ['finds a telephone number', '02/244 75 11', ['works']],
    ['does not find the names of tags', 'strong', []],
    ['does not find the classes of tags', 'govuk', []],
    ['does not find the names of entities', 'amp', []],
  ] as const;
  for (const [rule, words, expected] of found) {
    it(rule, () => assert.deepEqual(anchors(sectionsWith(questions, words)), expected));
  }

  it('keeps the order of the questions and invents none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (words) => {
        const kept = anchors(sectionsWith(questions, words));
        assert.deepEqual(
          kept,
          anchors(questions).filter((anchor) => kept.includes(anchor)),
        );
      }),
    );
  });

  it('finds a question again by the words of its heading, in every language', () => {
    const faq = loadLongText('faq', commune);
    for (const language of LANGUAGES) {
      for (const { anchor, heading } of faq(language).sections) {
        assert.ok(anchors(sectionsWith(faq(language).sections, heading)).includes(anchor), `${language} ${anchor}`);
      }
    }
  });
});
