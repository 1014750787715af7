import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { PdfBlock, PdfDocument } from '../../../../src/platform/pdf/pdf-document.ts';
import { writePdf } from '../../../../src/platform/pdf/write-pdf.ts';
import { textOfPdf } from '../../../support/files/pdf-text.ts';

const own = (text: string) => ({ text, lang: null });
const documentOf = (blocks: readonly PdfBlock[]): PdfDocument => ({
  language: 'nl',
  title: 'Ontvangstbewijs 26-0000123-35',
  heading: 'Ontvangstbewijs',
  author: 'Gemeente Schaarbeek',
  masthead: ['Persoonlijke Ruimte'],
  colour: '#005ea8',
  madeAt: new Date('2026-11-26T13:00:00Z'),
  blocks,
  footer: { left: 'Ontvangstbewijs', right: 'pagina {page} / {pages}' },
  unprintable: 'Het teken □ vervangt een teken.',
});
const written = async (blocks: readonly PdfBlock[]) => (await writePdf(documentOf(blocks))).toString('latin1');
const countOf = (pdf: string, pattern: RegExp) => pdf.match(pattern)?.length ?? 0;
const pagesOf = (pdf: string) => countOf(pdf, /\/Type \/Page\b(?!s)/g);

describe('a PDF of the commune', () => {
  it('has the line under its head in the colour of the commune', async () => {
    const pdf = await writePdf({ ...documentOf([]), colour: '#7a1f3d' });
    const drawn = [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, content = '']) =>
      content.startsWith('x') ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1') : content,
    );
    const [red, green, blue] = [0x7a, 0x1f, 0x3d].map((value) => Math.round((value / 255) * 1_000) / 1_000);
    const strokes = drawn.flatMap((content) => [...content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) SCN/g)]);
    const rounded = strokes.map((stroke) => stroke.slice(1).map((part) => Math.round(Number(part) * 1_000) / 1_000));
    assert.deepEqual(rounded[0], [red, green, blue]);
  });
});

describe('a PDF for everybody (PDF/UA-1)', () => {
  it('says that it is tagged, its language, that its title is shown, and that it follows the standard', async () => {
    const pdf = await written([{ kind: 'paragraph', text: own('Dag') }]);
    assert.match(pdf, /^%PDF-1\.7/);
    assert.match(pdf, /\/Marked true/);
    assert.match(pdf, /\/StructTreeRoot \d+ 0 R/);
    assert.match(pdf, /\/Lang \(nl\)/);
    assert.match(pdf, /\/DisplayDocTitle true/);
    assert.match(pdf, /\(Ontvangstbewijs 26-0000123-35\)/);
    assert.match(pdf, /<pdfuaid:part>1<\/pdfuaid:part>/);
  });

  it('ties each label to its answer, in rows with a heading cell', async () => {
    const rows = [
      { label: own('Naam'), lines: [own('Jan')] },
      { label: own('Adres'), lines: [own('Colignonplein'), own('1030 Schaarbeek')] },
    ];
    const pdf = await written([{ kind: 'rows', rows }]);
    assert.equal(countOf(pdf, /\/S \/Table\b/g), 1);
    assert.equal(countOf(pdf, /\/S \/TR\b/g), 2);
    assert.equal(countOf(pdf, /\/S \/TH\b/g), 2);
    assert.equal(countOf(pdf, /\/Scope \/Row\b/g), 2);
    assert.equal(countOf(pdf, /\/S \/TD\b/g), 2);
  });

  it('tags headings, lists and pictures, says what a picture shows, and has a bookmark for each heading', async () => {
    const pdf = await written([
      { kind: 'heading', text: own('Betalen') },
      { kind: 'list', items: [own('een'), { text: 'deux', lang: 'fr' }] },
      { kind: 'picture', path: 'M0 0h5v5H0z', size: 10, alt: 'QR-code' },
    ]);
    assert.equal(countOf(pdf, /\/S \/H1\b/g), 1);
    assert.equal(countOf(pdf, /\/S \/H2\b/g), 1);
    assert.equal(countOf(pdf, /\/S \/LI\b/g), 2);
    assert.match(pdf, /\/Lang \(fr\)/);
    assert.match(pdf, /\/S \/Figure\b/);
    assert.match(pdf, /\/Alt \(QR-code\)/);
    assert.match(pdf, /\/Title \(Betalen\)/);
  });

  it('has every font that it uses inside it', async () => {
    const pdf = await written([{ kind: 'heading', text: own('Łódź') }]);
    const fonts = countOf(pdf, /\/Type \/FontDescriptor\b/g);
    assert.equal(fonts, 2);
    assert.equal(countOf(pdf, /\/FontFile2 \d+ 0 R/g), fonts);
  });
});

describe('a name in another script', () => {
  const textWith = async (said: string) =>
    textOfPdf(await writePdf(documentOf([{ kind: 'rows', rows: [{ label: own('Naam'), lines: [own(said)] }] }])));
  for (const name of [
    'Ayşe Yıldız Çelik',
    'Αλέξανδρος Παπαδόπουλος',
    'Наталія Їжакевич',
    'فاطمة الزهراء بن علي',
    'محمد, né en 1980, rue Josaphat 12',
    'Jan, ١٢٣ שלום',
    'Հայկ Պետրոսյան',
    'ⴰⵣⵓⵍ',
    'fête 🎉 👨\u200d👩\u200d👧\u200d👦 🇧🇪',
  ]) {
    it(`is printed and can be read again: ${name}`, async () => {
      const text = await textWith(name);
      assert.ok(text.split('\n').includes(name), text);
      assert.ok(!text.includes('□'));
    });
  }

  it('has no sign in the scripts of the far East, and the document says so', async () => {
    const text = await textWith('王小明');
    assert.match(text, /□□□/);
    assert.match(text, /Het teken □ vervangt een teken/);
  });

  it('goes on over as many pages as it needs', async () => {
    const answer = 'اجتماع الحي 🎉 '.repeat(900);
    const pdf = await writePdf(documentOf([{ kind: 'rows', rows: [{ label: own('Uitleg'), lines: [own(answer)] }] }]));
    const pages = pagesOf(pdf.toString('latin1'));
    assert.ok(pages >= 3 && pages <= 8, `${pages} pages`);
    assert.equal(textOfPdf(pdf).match(/اجتماع/g)?.length, 900);
  });
});

describe('a long PDF', () => {
  it('goes on over as many pages as it needs, also in the middle of one answer and of one word', async () => {
    const short = await written([{ kind: 'rows', rows: [{ label: own('Uitleg'), lines: [own('kort')] }] }]);
    assert.equal(pagesOf(short), 1);
    for (const answer of ['een straat en een plein '.repeat(400), 'x'.repeat(9_000)]) {
      const rows = [
        { label: own('Uitleg'), lines: [own(answer)] },
        { label: own('Naam'), lines: [own('Jan')] },
      ];
      const pages = pagesOf(await written([{ kind: 'rows', rows }]));
      assert.ok(pages >= 3 && pages <= 6, `${pages} pages`);
    }
  });

  it('is the same, byte for byte, each time it is made', async () => {
    const blocks: PdfBlock[] = [{ kind: 'paragraph', text: own('Dag') }];
    assert.equal(await written(blocks), await written(blocks));
  });

  it('is the same whatever was written before it, also with characters that share a glyph', async () => {
    const text = (said: string): PdfBlock[] => [{ kind: 'paragraph', text: own(said) }];
    const [before, after] = [text('\u00a0\u2126\u2206\u00b5'), text(' \u03a9\u0394\u03bc')];
    await written(before);
    // The same module under another address has read no other document.
    const address = '../../../../src/platform/pdf/write-pdf.ts?alone';
    const alone = (await import(address)) as { writePdf: typeof writePdf };
    assert.equal(await written(after), (await alone.writePdf(documentOf(after))).toString('latin1'));
  });
});
