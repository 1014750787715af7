import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import PdfKit from 'pdfkit';
import type { PdfBlock, PdfDocument } from './pdf-document.ts';
import { writeFeet } from './pdf-foot.ts';
import { PdfPen } from './pdf-pen.ts';

const font = (name: string) => readFileSync(new URL(`fonts/SourceSans3-${name}.ttf`, import.meta.url));
const FONTS = { regular: font('Regular'), bold: font('SemiBold') };
const MARGINS = { top: 56, bottom: 72, left: 56, right: 56 };

/**
 * Returns the document as a PDF that a screen reader can read (PDF/UA-1, ISO 14289): tagged, with its language, title,
 * bookmarks and fonts. Other work of the process goes on between two blocks.
 */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const kit = openKit(document);
  const content = collect(kit);
  const pen = new PdfPen(kit);
  pen.masthead(document.masthead, document.heading);
  for (const [index, block] of document.blocks.entries()) {
    for (const _part of draw(pen, block, document.blocks[index + 1])) await setImmediate();
  }
  if (pen.leftOut) pen.paragraph({ text: document.unprintable, lang: null });
  pen.end();
  writeFeet(kit, document.footer);
  kit.end();
  return content;
}

function openKit({ language, title, author, madeAt }: PdfDocument): PDFKit.PDFDocument {
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
    font: FONTS.regular as unknown as string,
  });
  return kit.registerFont('regular', FONTS.regular).registerFont('bold', FONTS.bold);
}

function collect(kit: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    kit.on('data', (chunk: Buffer) => chunks.push(chunk));
    kit.on('end', () => resolve(Buffer.concat(chunks)));
    kit.on('error', reject);
  });
}

/** Draws a block, and stops after each part of it. */
function* draw(pen: PdfPen, block: PdfBlock, next: PdfBlock | undefined): Generator<void> {
  if (block.kind === 'heading') pen.heading(block.text, next);
  else if (block.kind === 'paragraph') pen.paragraph(block.text);
  else if (block.kind === 'list') pen.list(block.items);
  else if (block.kind === 'picture') pen.picture(block);
  else yield* pen.rows(block.rows);
  yield;
}
