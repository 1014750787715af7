import { readFileSync } from 'node:fs';
import { Marked } from 'marked';
import { communeValues } from '../../domain/commune.ts';
import { type CurrentCommune, forEachCommune } from '../../domain/current-commune.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { type SafeHtml, trustedHtml } from './html.ts';
import { fill } from './texts.ts';

export type Section = { anchor: string; heading: string; html: SafeHtml };
/** `introduction` is what stands before the first heading. */
export type LongText = { introduction: SafeHtml; sections: Section[] };

/**
 * Reads the project's file `locales/{language}/pages/{name}.md` in every language. Each text is rendered when it is
 * first shown for a commune, with its values in the place of `{{communeName}}` and its like.
 */
export function loadLongText(name: string, commune: CurrentCommune): (language: Language) => LongText {
  const read = (language: Language) =>
    readFileSync(new URL(`../../locales/${language}/pages/${name}.md`, import.meta.url), 'utf8');
  const markdown = Object.fromEntries(LANGUAGES.map((language) => [language, read(language)]));
  return forEachCommune(commune, (one, language) => parseLongText(fill(markdown[language] ?? '', communeValues(one))));
}

const HEADING = /^## (?<heading>.+) \{#(?<anchor>[a-z0-9-]+)\}$/;

export function parseLongText(markdown: string): LongText {
  const [introduction = '', ...parts] = `\n${markdown}`.split(/^(?=## )/m);
  return { introduction: renderMarkdown(introduction), sections: parts.map(parseSection) };
}

function parseSection(part: string): Section {
  const [first = '', ...rest] = part.split('\n');
  const { heading, anchor } = HEADING.exec(first.trimEnd())?.groups ?? {};
  if (heading === undefined || anchor === undefined) throw new Error(`a heading without its {#anchor}: ${first}`);
  return { anchor, heading, html: renderMarkdown(rest.join('\n')) };
}

const classes: readonly (readonly [RegExp, string])[] = [
  [/<p>/g, '<p class="govuk-body">'],
  [/<ul>/g, '<ul class="govuk-list govuk-list--bullet">'],
  [/<ol>/g, '<ol class="govuk-list govuk-list--number">'],
  [/<ol start/g, '<ol class="govuk-list govuk-list--number" start'],
  [/<h3>/g, '<h3 class="govuk-heading-s">'],
  [/<a /g, '<a class="govuk-link" '],
  [/<table>/g, '<table class="govuk-table">'],
  [/<th>/g, '<th class="govuk-table__header" scope="col">'],
  [/<td>/g, '<td class="govuk-table__cell">'],
];

const marked = new Marked({ gfm: true });

/**
 * Renders Markdown with the classes of the style sheet. It is only for the project's own files and procedure
 * definitions, as their HTML is trusted.
 */
export function renderMarkdown(markdown: string): SafeHtml {
  const html = marked.parse(markdown, { async: false });
  return trustedHtml(classes.reduce((text, [tag, styled]) => text.replace(tag, styled), html));
}
