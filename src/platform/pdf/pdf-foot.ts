import type { PdfDocument } from './pdf-document.ts';

const FROM_THE_EDGE = 48;

/** Writes the foot of each page, once their number is known. It is no part of the text, so that no screen reader says it. */
export function writeFeet(kit: PDFKit.PDFDocument, footer: PdfDocument['footer']): void {
  const { count } = kit.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    kit.switchToPage(page);
    const { margins, width, height } = kit.page;
    const numbered = (text: string) => text.replace('{page}', String(page + 1)).replace('{pages}', String(count));
    const place = { width: width - margins.left - margins.right, lineBreak: false };
    // The foot stands below the margin, where a text would otherwise begin a page of its own.
    margins.bottom = 0;
    kit.markContent('Artifact', { type: 'Pagination' });
    kit.font('regular', 9).fillColor('#0b0c0c');
    kit.text(numbered(footer.left), margins.left, height - FROM_THE_EDGE, place);
    kit.text(numbered(footer.right), margins.left, height - FROM_THE_EDGE, { ...place, align: 'right' });
    kit.endMarkedContent();
  }
}
