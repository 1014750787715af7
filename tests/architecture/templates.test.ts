import test from 'node:test';
import { assertNone, listFiles, readText } from '../support/source/source-files.ts';

const LONGEST = 120;
const lines = listFiles('views', /\.ejs$/).flatMap((path) => {
  const texts = readText(path).split('\n');
  return texts.map((text, index) => ({
    place: `${path}:${index + 1}`,
    text: text.trim(),
    length: text.length,
    indentation: text.length - text.trimStart().length,
    next: texts.slice(index + 1).find((following) => following.trim() !== '') ?? '',
  }));
});
type Line = (typeof lines)[number];

const nextIndentation = ({ next }: Line): number => next.length - next.trimStart().length;
/** Two blocks may meet without a line between them: `<% } else { -%>` closes one and opens another. */
const closes = (text: string): boolean => text.trimStart().startsWith('<% }') || text.trimStart().startsWith('</');

test(`a line of a template has at most ${LONGEST} characters`, () => {
  const wrong = lines.filter(({ length }) => length > LONGEST);
  assertNone(
    wrong.map(({ place, length }) => `${place} has ${length}`),
    'break it between two attributes or before an EJS tag',
  );
});

test('a template is indented with two spaces a level', () => {
  const wrong = lines.filter(({ text, indentation, length }) => length > 0 && (text === '' || indentation % 2 === 1));
  assertNone(wrong.map(({ place }) => place));
});

test('what a block or a tag alone on its line holds is one level deeper, and what follows its end is not', () => {
  const wrong = lines.filter((line) => {
    const opens = /^<% .*\{ -%>$/.test(line.text) || /^<(?!input|img|br|hr|link|meta)[a-z][^<]*[^/%]>$/.test(line.text);
    if (opens && !closes(line.next)) return nextIndentation(line) !== line.indentation + 2;
    const ends = /^(<% \}\)?;? -%>|<\/[a-z0-9]+>)$/.test(line.text);
    return ends && line.next !== '' && nextIndentation(line) > line.indentation;
  });
  assertNone(
    wrong.map(({ place, text }) => `${place} ${text.slice(0, 60)}`),
    'the loader drops the blanks that begin a line: they cost nothing',
  );
});

/** What looks the same everywhere, each with the one template that draws it. */
const DRAWN_BY = {
  'govuk-tag': 'views/partials/tag.ejs',
  'govuk-summary-list': 'views/partials/summary-list.ejs',
  'govuk-checkboxes': 'views/partials/choice-list.ejs',
  'govuk-radios': 'views/partials/choice-list.ejs',
  'class="qr-code"': 'views/partials/qr-code.ejs',
};

test('tags, summary lists, tick boxes, radio buttons and QR codes are drawn by one partial each', () => {
  const wrong = Object.entries(DRAWN_BY).flatMap(([drawn, by]) =>
    lines
      .filter(({ place, text }) => text.includes(drawn) && !place.startsWith(`${by}:`))
      .map(({ place }) => `${place} draws ${drawn}`),
  );
  assertNone(wrong, `include one of ${[...new Set(Object.values(DRAWN_BY))].join(', ')}`);
});

test('no template chooses the colour of a tag: it stands in TypeScript, beside the words of the state', () => {
  const wrong = lines.filter(({ text }) => /['"`](?:blue|green|yellow|orange|red|purple|grey)['"`]/.test(text));
  assertNone(
    wrong.map(({ place, text }) => `${place} ${text}`),
    'give the model a Tag',
  );
});

test('no link says that it leads to a file: the answer may be the page that asks to sign in or for the second factor', () => {
  const wrong = lines.filter(({ text }) => /\sdownload(?=[\s>]|$)/.test(text.replaceAll(/<%.*?%>/g, '')));
  assertNone(
    wrong.map(({ place }) => place),
    'without « download » the browser keeps a file all the same, by the header of the answer, and shows a page as one',
  );
});
