import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import type { Visitor } from '../visitor.ts';

type PdfObject = { dictionary: string; stream: Buffer | null };
/** The text of each glyph of a font, by its number. */
type Alphabet = ReadonlyMap<number, string>;

/** Downloads a PDF of the portal as a citizen or a colleague does. Returns its words, as `textOfPdf` does. */
export async function pdfTextAt(visitor: Visitor, path: string): Promise<string> {
  const cookie = ['session', 'staff-session'].map((name) => `${name}=${visitor.cookie(name) ?? ''}`).join('; ');
  const answer = await fetch(new URL(path, visitor.portal.origin), { headers: { cookie }, redirect: 'manual' });
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/pdf'], path);
  return textOfPdf(Buffer.from(await answer.arrayBuffer()));
}

/**
 * Returns the words that are drawn on the pages of a PDF that the portal made, a line each: what a screen reader says and
 * what somebody copies, by the ToUnicode map of each font. Throws when it finds none.
 */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary));
  const lines = pages.flatMap(({ dictionary }) => {
    const resources = objects.get(referenced(dictionary, 'Resources'))?.dictionary ?? '';
    const fonts = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)];
    const alphabets = new Map(fonts.map(([, name = '', font]) => [name, alphabetOf(objects, Number(font))]));
    return linesOf(String(objects.get(referenced(dictionary, 'Contents'))?.stream ?? ''), alphabets);
  });
  assert.ok(lines.length > 0, 'a PDF without a word');
  return lines.join('\n');
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const found = pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
  return new Map(
    [...found].map(([, id, body = '']): [number, PdfObject] => {
      const [dictionary = '', packed] = body.split(/stream\n([\s\S]*)\nendstream/);
      const bytes = packed === undefined ? null : Buffer.from(packed, 'latin1');
      const isPacked = bytes !== null && dictionary.includes('/FlateDecode');
      return [Number(id), { dictionary, stream: isPacked ? inflateSync(bytes) : bytes }];
    }),
  );
}

const referenced = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1]);

function alphabetOf(objects: ReadonlyMap<number, PdfObject>, font: number): Alphabet {
  const map = String(objects.get(referenced(objects.get(font)?.dictionary ?? '', 'ToUnicode'))?.stream ?? '');
  const ranges = [...map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)];
  return new Map(
    ranges.flatMap(([, from = '', said = '']) =>
      [...said.matchAll(/<([^>]*)>/g)].map(([, codes = ''], index) => [
        Number.parseInt(from, 16) + index,
        wordOf(codes),
      ]),
    ),
  );
}

const wordOf = (codes: string): string =>
  Buffer.from(codes.replace(/\s/g, ''), 'hex').swap16().toString('utf16le').replaceAll('\0', '');

/** A span is one line of several pieces. */
function linesOf(content: string, alphabets: ReadonlyMap<string, Alphabet>): string[] {
  const marked = content.replace(/\/ReversedChars BMC([\s\S]*?)\bEMC\b/g, (_, drawn) =>
    drawn.replaceAll(' TJ', ' TJ reversed'),
  );
  let alphabet: Alphabet = new Map();
  return marked.split(/\/Span BMC([\s\S]*?)\bEMC\b/).flatMap((part, index) => {
    const pieces = [...part.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ( reversed)?/g)].flatMap(
      ([, font, glyphs, reversed]) => {
        if (font !== undefined) alphabet = alphabets.get(font) ?? new Map();
        return glyphs === undefined ? [] : [saidBy(glyphs, alphabet, reversed !== undefined)];
      },
    );
    return index % 2 === 1 ? [pieces.join('')] : pieces;
  });
}

/** Returns the text of glyphs. Text that is marked as reversed is written from the right to the left. */
function saidBy(glyphs: string, alphabet: Alphabet, reversed: boolean): string {
  const codes = [...glyphs.matchAll(/<([^>]*)>/g)].flatMap(([, hex = '']) => hex.match(/\w{4}/g) ?? []);
  const said = codes.map((code) => alphabet.get(Number.parseInt(code, 16)) ?? '');
  return (reversed ? said.toReversed() : said).join('');
}
