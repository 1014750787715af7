import type { Fonts } from './open-kit.ts';
import { type Sign, signsOf } from './printable.ts';
import { type Line, linesOf, type Piece } from './text-lines.ts';

export type Style = { face: 'regular' | 'bold'; size: number };
export type Place = { x: number; y: number; width: number };

const lineGap = 2;
const INK = '#0b0c0c';
/** Matches texts in the letters of the portal's languages: the font has them all, so that nothing need be looked up. */
const PLAIN = /^[\n -~\u00a0-\u00ac\u00ae-\u017f–’«»€]*$/;

/** Writes each sign of a text with the font that has it. */
export class PdfText {
  /** True when the text had a sign that no font has. */
  leftOut = false;
  readonly #kit: PDFKit.PDFDocument;
  readonly #fonts: Fonts;

  constructor(kit: PDFKit.PDFDocument, fonts: Fonts) {
    this.#kit = kit;
    this.#fonts = fonts;
  }

  /** Writes a text at a place, and goes on to the next page where there is no more room. */
  write(text: string, { x, y, width }: Place, style: Style): void {
    const fitted = this.#fitted(text);
    this.#use(style).fillColor(INK);
    if (typeof fitted === 'string') {
      this.#kit.text(fitted, x, y, { width, lineGap });
      return;
    }
    this.#kit.y = y;
    for (const line of this.#lines(fitted, width, style)) this.#write(line, x, style);
  }

  height(text: string, width: number, style: Style): number {
    const fitted = this.#fitted(text);
    this.#use(style);
    if (typeof fitted === 'string') return this.#kit.heightOfString(fitted, { width, lineGap });
    return this.#lines(fitted, width, style).length * this.#lineHeight(style);
  }

  /** Returns a text that the font of the house has as pdfkit takes it, and any other one by its signs. */
  #fitted(text: string): string | Sign[] {
    if (PLAIN.test(text)) return text;
    const { signs, whole } = signsOf(text, this.#fonts.has);
    this.leftOut ||= !whole;
    return signs.every(({ face }) => face === 'main') ? signs.map((sign) => sign.text).join('') : signs;
  }

  #lines(signs: readonly Sign[], width: number, style: Style): Line[] {
    return linesOf(signs, { width, measure: (piece) => this.#usePiece(piece, style).widthOfString(piece.text) });
  }

  /**
   * Writes a line as one span, so that its pieces are read as one text, and marks those that were drawn from the right
   * for whoever copies it.
   */
  #write(line: Line, x: number, style: Style): void {
    const { page } = this.#kit;
    const height = this.#lineHeight(style);
    if (this.#kit.y + height > page.height - page.margins.bottom) {
      this.#kit.continueOnNewPage();
      this.#kit.y = this.#kit.page.margins.top;
    }
    const { y } = this.#kit;
    const baseline = y + this.#baseline(style);
    this.#kit.markContent('Span');
    for (const piece of line) {
      if (piece.turned) this.#kit.markContent('ReversedChars');
      this.#usePiece(piece, style).text(piece.text, x + piece.left, baseline, {
        baseline: 'alphabetic',
        lineBreak: false,
      });
      if (piece.turned) this.#kit.endMarkedContent();
    }
    this.#kit.endMarkedContent();
    this.#kit.y = y + height;
  }

  #use({ face, size }: Style): PDFKit.PDFDocument {
    return this.#kit.font(face, size);
  }

  #usePiece({ face }: Pick<Piece, 'face'>, style: Style): PDFKit.PDFDocument {
    return face === 'main' ? this.#use(style) : this.#kit.font(face, style.size);
  }

  #lineHeight(style: Style): number {
    return this.#use(style).currentLineHeight(true) + lineGap;
  }

  #baseline(style: Style): number {
    this.#use(style);
    const { ascender } = (this.#kit as unknown as { _font: { ascender: number } })._font;
    return (ascender / 1_000) * style.size;
  }
}
