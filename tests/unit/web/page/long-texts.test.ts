import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { loadLongText, parseLongText } from '../../../../src/web/page/long-texts.ts';
import { commune } from '../../../support/commune.ts';

describe('a long text', () => {
  it('is an introduction, then sections with their anchors', () => {
    const text = parseLongText('Avant.\n\n## Qui ? {#who}\n\nNous.\n\n## Quand ? {#when-2}\n\nLundi.\n');
    assert.equal(text.introduction, '<p class="govuk-body">Avant.</p>\n');
    assert.deepEqual(text.sections, [
      { anchor: 'who', heading: 'Qui ?', html: '<p class="govuk-body">Nous.</p>\n' },
      { anchor: 'when-2', heading: 'Quand ?', html: '<p class="govuk-body">Lundi.</p>\n' },
    ]);
  });

  it('may be an introduction only', () => assert.deepEqual(parseLongText('Seul.').sections, []));

  it('keeps its smaller headings within their section', () => {
    const { sections } = parseLongText('Avant.\n\n## A {#a}\n\n### B\n\nc\n');
    assert.equal(sections.length, 1);
    assert.match(sections[0]?.html ?? '', /<h3 class="govuk-heading-s">B<\/h3>\n<p class="govuk-body">c/);
  });

  for (const heading of ['## Sans ancre', '## Majuscules {#Who}', '## Espace {#a b}', '## {#alone}', '## Vide {#}']) {
    it(`refuses a heading without a proper anchor: « ${heading} »`, () => {
      assert.throws(() => parseLongText(`Avant.\n\n${heading}\n\nTexte.`), {
        message: `a heading without its {#anchor}: ${heading}`,
      });
    });
  }

  const styled: readonly (readonly [string, RegExp])[] = [
    ['- a', /<ul class="govuk-list govuk-list--bullet">/],
    ['1. a', /<ol class="govuk-list govuk-list--number">/],
    ['3. a', /<ol class="govuk-list govuk-list--number" start="3">/],
    ['[a](/fr)', /<a class="govuk-link" href="\/fr">a<\/a>/],
    ['| a |\n|---|\n| b |', /<table class="govuk-table">/],
  ];
  for (const [markdown, expected] of styled) {
    it(`gives the look of the house to ${JSON.stringify(markdown)}`, () => {
      assert.match(parseLongText(markdown).introduction, expected);
    });
  }
});

describe('the long texts of the portal', () => {
  for (const name of ['accessibility', 'faq', 'password-tutorial', 'privacy', 'terms']) {
    it(`have the same sections in every language, each once: ${name}`, () => {
      const text = loadLongText(name, commune);
      const anchors = LANGUAGES.map((language) => text(language).sections.map(({ anchor }) => anchor));
      for (const list of anchors) assert.deepEqual(list, anchors[0]);
      assert.equal(new Set(anchors[0]).size, anchors[0]?.length);
      const whole = LANGUAGES.map((language) => `${text(language).introduction}${text(language).sections[0]?.html}`);
      assert.equal(new Set(whole).size, 4, 'no language repeats another');
    });

    it(`lead within themselves only to sections that are there: ${name}`, () => {
      for (const { introduction, sections } of LANGUAGES.map(loadLongText(name, commune))) {
        const html = `${introduction}${sections.map((section) => section.html).join('')}`;
        const anchors = sections.map(({ anchor }) => `#${anchor}`);
        for (const [, href = ''] of html.matchAll(/href="(#[^"]*)"/g)) assert.ok(anchors.includes(href), href);
      }
    });
  }

  it('that do not exist are an error', () => assert.throws(() => loadLongText('nothing', commune), /ENOENT/));
});
