import { readFileSync } from 'node:fs';
import PdfKit from 'pdfkit';
import { FROM_THE_RIGHT } from './directions.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { Face } from './printable.ts';

/** A font as pdfkit has parsed it. It remembers each glyph together with the character that first asked for it. */
type ParsedFont = {
  readonly _glyphs: object;
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string, ...how: readonly unknown[]): unknown;
};
export type Fonts = { has(face: Face, codePoint: number): boolean };

const FONTS = { regular: parse('SourceSans3-Regular'), bold: parse('SourceSans3-SemiBold') };
const MARGINS = { top: 56, bottom: 72, left: 56, right: 56 };

/** Fonts for characters that `FONTS` lack. They are read only when a text needs them, which is rare. */
const MORE = { other: once('DejaVuSans'), emoji: once('NotoEmoji-Regular') };

/** Returns an empty document, and which font has which character. */
export function openKit({ language, title, author, madeAt }: PdfDocument): { kit: PDFKit.PDFDocument; fonts: Fonts } {
  const regular = fontOf(FONTS.regular);
  const kit = new PdfKit({
    size: 'A4',
    margins: MARGINS,
    bufferPages: true,
    pdfVersion: '1.7',
    // The published types do not know it yet.
    subset: 'PDF/UA' as string as NonNullable<PDFKit.PDFDocumentOptions['subset']>,
    tagged: true,
    displayTitle: true,
    lang: language,
    info: { Title: title, Author: author, CreationDate: madeAt, ModDate: madeAt },
    font: regular as unknown as string,
  });
  kit.registerFont('regular', regular).registerFont('bold', fontOf(FONTS.bold));
  return { kit, fonts: fontsOf(kit) };
}

function fontsOf(kit: PDFKit.PDFDocument): Fonts {
  const registered = new Set<Face>();
  return {
    has(face, codePoint) {
      // Both weights have the same characters.
      if (face === 'main') return FONTS.regular.hasGlyphForCodePoint(codePoint);
      const parsed = MORE[face]();
      if (!registered.has(face)) kit.registerFont(face, fontOf(parsed));
      registered.add(face);
      return parsed.hasGlyphForCodePoint(codePoint);
    },
  };
}

function parse(name: string): ParsedFont {
  const file = readFileSync(new URL(`fonts/${name}.ttf`, import.meta.url));
  const kit = new PdfKit({ font: file as unknown as string });
  return (kit as unknown as { _font: { font: ParsedFont } })._font.font;
}

function once(name: string): () => ParsedFont {
  let parsed: ParsedFont | null = null;
  return () => {
    parsed ??= parse(name);
    return parsed;
  };
}

/**
 * Returns a font for one document. It shares the tables of the parsed one, which take most of the time of a document to
 * read, and has glyphs of its own: two characters that look the same are one glyph, and what a document says of them to
 * who copies its text must not depend on the documents before it. It turns what is written from the right, never the
 * numbers, which it would take for a part of it.
 */
function fontOf(parsed: ParsedFont): Buffer {
  const layout = (text: string, features?: unknown) => {
    const direction = FROM_THE_RIGHT.test(text) ? 'rtl' : 'ltr';
    return parsed.layout.call(font, text, features, undefined, undefined, direction);
  };
  const font = Object.create(parsed, { _glyphs: { value: {} }, layout: { value: layout } });
  return font;
}
