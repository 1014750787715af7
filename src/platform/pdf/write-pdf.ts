import { openKit } from './open-kit.ts';
import type { PdfBlock, PdfDocument } from './pdf-document.ts';
import { writeFeet } from './pdf-foot.ts';
import { PdfPen } from './pdf-pen.ts';

/**
 * Returns the document as a PDF that a screen reader can read (PDF/UA-1, ISO 14289): tagged, with its language, title,
 * bookmarks and fonts. It keeps the thread busy until it is whole.
 */
export async function writePdf(document: PdfDocument): Promise<Buffer> {
  const { kit, fonts } = openKit(document);
  const content = collect(kit);
  const pen = new PdfPen(kit, fonts);
  pen.masthead(document);
  for (const [index, block] of document.blocks.entries()) {
    draw(pen, block, document.blocks[index + 1]);
  }
  if (pen.text.leftOut) pen.paragraph({ text: document.unprintable, lang: null });
  pen.end();
  writeFeet(kit, document.footer);
  kit.end();
  return content;
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
