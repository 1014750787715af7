import type { TextInLanguage } from '../../domain/localized-text.ts';
import type { Fonts } from './open-kit.ts';
import type { PdfBlock, PdfDocument, PdfRow } from './pdf-document.ts';
import { PdfText, type Place, type Style } from './pdf-text.ts';

type Kit = PDFKit.PDFDocument;
type Tag = { type: string; lang?: TextInLanguage['lang'] };
type Element = ReturnType<Kit['struct']>;

const BODY: Style = { face: 'regular', size: 10.5 };
const BOLD: Style = { face: 'bold', size: 10.5 };
const HEADING: Style = { face: 'bold', size: 14 };
const TITLE: Style = { face: 'bold', size: 22 };
const LABEL_SHARE = 0.38;
const GUTTER = 14;
const INK = '#0b0c0c';
const LINE = '#b1b4b6';
/** The part of a long row that must fit on a page for the row to begin there; the rest flows over to the next page. */
const ROOM_FOR_A_ROW = 160;
const PICTURE = 130;

/** Draws the blocks of one document, one below the other, each under its tag. */
export class PdfPen {
  readonly text: PdfText;
  readonly #kit: Kit;
  readonly #root: Element;
  readonly #left: number;
  readonly #width: number;

  constructor(kit: Kit, fonts: Fonts) {
    this.text = new PdfText(kit, fonts);
    this.#kit = kit;
    this.#root = kit.struct('Document');
    kit.addStructure(this.#root);
    this.#left = kit.page.margins.left;
    this.#width = kit.page.width - kit.page.margins.left - kit.page.margins.right;
  }

  masthead({ masthead, heading: title, colour }: Pick<PdfDocument, 'masthead' | 'heading' | 'colour'>): void {
    for (const [index, line] of masthead.entries()) {
      this.#tag(this.#root, { type: 'P' }, () => this.#write(line, this.#whole(), index === 0 ? BOLD : BODY));
    }
    this.#rule(this.#kit.y + 6, colour);
    this.#kit.y += 18;
    this.#tag(this.#root, { type: 'H1' }, () => this.#write(title, this.#whole(), TITLE));
    this.#kit.outline.addItem(title);
    this.#kit.y += 6;
  }

  /** A heading stays with the beginning of what it announces. */
  heading({ text, lang }: TextInLanguage, next: PdfBlock | undefined): void {
    this.#keepTogether(this.#height(text, this.#width, HEADING) + 12 + this.#beginning(next));
    if (this.#kit.y > this.#kit.page.margins.top) this.#kit.y += 12;
    this.#tag(this.#root, { type: 'H2', lang }, () => this.#write(text, this.#whole(), HEADING));
    this.#kit.outline.addItem(text);
    this.#kit.y += 4;
  }

  paragraph({ text, lang }: TextInLanguage): void {
    this.#tag(this.#root, { type: 'P', lang }, () => this.#write(text, this.#whole()));
    this.#kit.y += 6;
  }

  rows(rows: readonly PdfRow[]): void {
    const table = this.#open(this.#root, 'Table');
    for (const row of rows) this.#row(table, row);
    this.#rule(this.#kit.y, LINE);
    this.#kit.y += 6;
  }

  list(items: readonly TextInLanguage[]): void {
    const list = this.#open(this.#root, 'L');
    for (const { text, lang } of items) {
      this.#keepTogether(Math.min(this.#height(text, this.#width - GUTTER), ROOM_FOR_A_ROW));
      const item = this.#open(list, 'LI');
      const y = this.#kit.y;
      this.#tag(item, { type: 'Lbl' }, () => this.#write('–', { ...this.#whole(), y }));
      this.#tag(item, { type: 'LBody', lang }, () =>
        this.#write(text, { x: this.#left + GUTTER, y, width: this.#width - GUTTER }),
      );
      this.#kit.y += 3;
    }
    this.#kit.y += 3;
  }

  picture({ path, size, alt }: Extract<PdfBlock, { kind: 'picture' }>): void {
    this.#keepTogether(PICTURE);
    const { y } = this.#kit;
    const bbox = [this.#left, y, this.#left + PICTURE, y + PICTURE];
    const draw = () => {
      this.#kit
        .save()
        .translate(this.#left, y)
        .scale(PICTURE / size)
        .path(path)
        .fill(INK)
        .restore();
    };
    this.#root.add(this.#kit.struct('Figure', { alt, bbox, placement: 'Block' } as object, draw));
    this.#kit.y = y + PICTURE + 6;
  }

  /** Closes the structure. */
  end(): void {
    this.#root.end();
  }

  #row(table: Element, { label, lines }: PdfRow): void {
    const labelWidth = this.#width * LABEL_SHARE;
    const answer = { x: this.#left + labelWidth + GUTTER, width: this.#width - labelWidth - GUTTER };
    const text = lines.map((line) => line.text).join('\n');
    const labelHeight = this.#height(label.text, labelWidth, BOLD);
    const height = Math.max(labelHeight, this.#height(text, answer.width));
    this.#keepTogether(Math.max(labelHeight, Math.min(height, ROOM_FOR_A_ROW)) + 8);
    this.#rule(this.#kit.y, LINE);
    const y = this.#kit.y + 4;
    const page = this.#kit.page;
    const row = this.#open(table, 'TR');
    const scope = { scope: 'Row', ...(label.lang === null ? {} : { lang: label.lang }) };
    row.add(
      this.#kit.struct('TH', scope as object, () =>
        this.#write(label.text, { x: this.#left, y, width: labelWidth }, BOLD),
      ),
    );
    const cell = this.#open(row, 'TD');
    this.#kit.y = y;
    for (const line of lines) {
      this.#tag(cell, { type: 'P', lang: line.lang }, () => this.#write(line.text, { ...answer, y: this.#kit.y }));
    }
    if (this.#kit.page === page) this.#kit.y = Math.max(this.#kit.y, y + labelHeight);
    this.#kit.y += 4;
  }

  #open(parent: Element, type: string): Element {
    const element = this.#kit.struct(type);
    parent.add(element);
    return element;
  }

  #tag(parent: Element, { type, lang = null }: Tag, draw: () => void): void {
    parent.add(this.#kit.struct(type, lang === null ? {} : { lang }, draw));
  }

  #write(text: string, place: Place, style = BODY): void {
    this.text.write(text, place, style);
  }

  #whole(): Place {
    return { x: this.#left, y: this.#kit.y, width: this.#width };
  }

  #height(text: string, width: number, style = BODY): number {
    return this.text.height(text, width, style);
  }

  #beginning(next: PdfBlock | undefined): number {
    return next?.kind === 'picture' ? PICTURE : 60;
  }

  #keepTogether(height: number): void {
    const { page, y } = this.#kit;
    if (y + height > page.height - page.margins.bottom) this.#kit.addPage();
  }

  #rule(y: number, colour: string): void {
    this.#kit.markContent('Artifact', { type: 'Layout' });
    this.#kit
      .moveTo(this.#left, y)
      .lineTo(this.#left + this.#width, y)
      .lineWidth(0.75)
      .strokeColor(colour)
      .stroke();
    this.#kit.endMarkedContent();
  }
}
