import { readFileSync } from 'node:fs';
import PdfKit from 'pdfkit';
import type { PdfBlock, PdfDocument } from './pdf-document.ts';
import { writeFeet } from './pdf-foot.ts';
import { PdfPen } from './pdf-pen.ts';

/** A font as pdfkit has parsed it. It remembers each glyph together with the character that first asked for it. */
type ParsedFont = { readonly _glyphs: object };

const FONTS = { regular: parse('Regular'), bold: parse('SemiBold') };
const MARGINS = { top: 56, bottom: 72, left: 56, right: 56 };

/**
 * Returns the document as a PDF that a screen reader can read (PDF/UA-1, ISO 14289): tagged, with its language, title,
 * bookmarks and fonts. It keeps the thread busy until it is whole.
 */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const kit = openKit(document);
  const content = collect(kit);
  const pen = new PdfPen(kit);
  pen.masthead(document);
  for (const [index, block] of document.blocks.entries()) {
    draw(pen, block, document.blocks[index + 1]);
  }
  if (pen.leftOut) pen.paragraph({ text: document.unprintable, lang: null });
  pen.end();
  writeFeet(kit, document.footer);
  kit.end();
  return content;
}

function parse(name: string): ParsedFont {
  const file = readFileSync(new URL(`fonts/SourceSans3-${name}.ttf`, import.meta.url));
  const kit = new PdfKit({ font: file as unknown as string });
  return (kit as unknown as { _font: { font: ParsedFont } })._font.font;
}

/**
 * Returns a font for one document. It shares the tables of the parsed one, which take most of the time of a document to
 * read, and has glyphs of its own: two characters that look the same are one glyph, and what a document says of them to
 * who copies its text must not depend on the documents before it.
 */
function fontOf(parsed: ParsedFont): Buffer {
  return Object.create(parsed, { _glyphs: { value: {} } }) as Buffer;
}

function openKit({ language, title, author, madeAt }: PdfDocument): PDFKit.PDFDocument {
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
  return kit.registerFont('regular', regular).registerFont('bold', fontOf(FONTS.bold));
}

function collect(kit: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    kit.on('data', (chunk: Buffer) => chunks.push(chunk));
    kit.on('end', () => resolve(Buffer.concat(chunks)));
    kit.on('error', reject);
  });
}

function draw(pen: PdfPen, block: PdfBlock, next: PdfBlock | undefined): void {
  if (block.kind === 'heading') pen.heading(block.text, next);
  else if (block.kind === 'paragraph') pen.paragraph(block.text);
  else if (block.kind === 'list') pen.list(block.items);
  else if (block.kind === 'picture') pen.picture(block);
  else pen.rows(block.rows);
}
