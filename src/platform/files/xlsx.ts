import { Readable } from 'node:stream';
import type { LocalDate } from '../../domain/local-date.ts';
import { writeZip, type ZipEntry } from './zip.ts';

/** A text is never read as a formula, whatever it begins with. A moment is written as the time in Brussels. */
export type Cell = string | number | null | { day: LocalDate } | { moment: Date };
/** `width` is in characters. The rows come in batches, so that only one batch is in memory. */
export type Sheet = {
  name: string;
  columns: readonly { heading: string; width: number }[];
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
};

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Writes a workbook of one sheet (ECMA-376) to a stream as its rows come, with a header that stays in view and filters.
 * Rejects when the reader closes the stream early or a row cannot be read: what was written until then opens nowhere.
 */
export async function writeXlsx(sheet: Sheet, to: NodeJS.WritableStream): Promise<void> {
  await writeZip([...partsOf(sheet.name), sheetPart(sheet)], to);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The styles of cells, by their place in `styles.xml`. */
const STYLE = { text: 0, heading: 1, day: 2, moment: 3, number: 4 } as const;

const STYLES = `<styleSheet ${MAIN}>
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="49" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" xfId="0" applyFont="1" applyNumberFormat="1"/>
<xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" xfId="0"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`;

function partsOf(sheetName: string): ZipEntry[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (...all: string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const types = `<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`;
  const workbook = `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(nameOfSheet(sheetName))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  return [
    part('[Content_Types].xml', types),
    part('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    part('xl/workbook.xml', workbook),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml'), relation('rId2', 'styles', 'styles.xml')),
    ),
    part('xl/styles.xml', STYLES),
  ];
}

const part = (name: string, xml: string): ZipEntry => ({ name, content: Buffer.from(`${HEAD}${xml}`) });

/** Excel refuses these characters and more than 31 of any. */
const nameOfSheet = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

function sheetPart(sheet: Sheet): ZipEntry {
  return { name: 'xl/worksheets/sheet1.xml', content: Readable.from(sheetXml(sheet), { objectMode: false }) };
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<Buffer> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const headings = columns.map(({ heading }) => textCell(heading, STYLE.heading));
  yield Buffer.from(`${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<cols>${widths.join('')}</cols><sheetData>
<row r="1">${headings.join('')}</row>`);
  let last = 1;
  for await (const batch of rows) {
    last += batch.length;
    yield Buffer.from(batch.map((row) => `<row>${row.map(cellXml).join('')}</row>\n`).join(''));
  }
  const corner = `${columnName(columns.length)}${last}`;
  yield Buffer.from(`</sheetData><autoFilter ref="A1:${corner}"/></worksheet>`);
}

/** Returns « A » for the first column, « Z » for the 26th, « AA » for the next. */
function columnName(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? columnName(before) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}

function cellXml(cell: Cell): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'string') return textCell(cell, STYLE.text);
  if (typeof cell === 'number') return `<c s="${STYLE.number}"><v>${cell}</v></c>`;
  if ('day' in cell) return `<c s="${STYLE.day}"><v>${serialOf(`${cell.day}T00:00:00Z`)}</v></c>`;
  return `<c s="${STYLE.moment}"><v>${serialOf(`${inBrussels.format(cell.moment).replace(' ', 'T')}Z`)}</v></c>`;
}

const textCell = (text: string, style: number) =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Characters that XML cannot hold are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const inBrussels = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Brussels',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const DAY_MS = 86_400_000;
/** The day that a spreadsheet counts from. */
const ORIGIN_MS = Date.UTC(1899, 11, 30);

const serialOf = (moment: string) => (Date.parse(moment) - ORIGIN_MS) / DAY_MS;
