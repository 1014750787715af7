import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, test } from 'node:test';
import { DOCUMENT_TYPES } from '../../../../src/platform/documents/document-types.ts';
import { createDocuments } from '../../../../src/platform/documents/documents.ts';
import type { DocumentProblem, DocumentType } from '../../../../src/platform/documents/prepared-document.ts';
import {
  docxParts,
  odsParts,
  odtParts,
  pngHeader,
  prepare,
  prepared,
  samplePdf,
  samplePicture,
  sampleZip,
  xlsxParts,
} from '../../../support/documents/samples.ts';
import { fileHolding } from '../../../support/documents/storage-table.ts';

const EVERY = Object.keys(DOCUMENT_TYPES) as DocumentType[];
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const jpeg = await samplePicture().jpeg().toBuffer();
const png = await samplePicture().png().toBuffer();
const webp = await samplePicture().webp().toBuffer();

const docx = await sampleZip(docxParts);
const xlsx = await sampleZip(xlsxParts);
const odt = await sampleZip(odtParts);
const ods = await sampleZip(odsParts);
const zip = await sampleZip({ 'a.txt': 'a' });
const avif = await samplePicture().avif().toBuffer();
const manyParts = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`word/${index}.xml`, '']));
const large = await sampleZip({ ...docxParts, ...manyParts });
const bomb = await sampleZip({ ...docxParts, 'word/media/image1.png': Buffer.alloc(210_000_000) });
const visualBasic = await sampleZip({ ...docxParts, 'word/vbaProject.bin': 'x' });
const macroSheets = await sampleZip({ ...xlsxParts, 'xl/macrosheets/sheet1.xml': 'x' });
const scripts = await sampleZip({ ...odtParts, 'Basic/Standard/Module1.xml': 'x' });

describe('a document is taken for what its content is, whatever its name says', () => {
  const contents: readonly (readonly [DocumentType, Buffer])[] = [
    ['pdf', samplePdf()],
    ['jpg', jpeg],
    ['png', png],
    ['webp', webp],
    ['docx', docx],
    ['xlsx', xlsx],
    ['odt', odt],
    ['ods', ods],
  ];
  for (const [type, content] of contents) {
    const { mediaType, extensions } = DOCUMENT_TYPES[type];
    it(`${type}: kept as it came, its name with the right extension, its digest that of what is kept`, async () => {
      const kept = await prepared(content, { name: 'mon papier.exe', accept: EVERY });
      assert.equal(kept.mediaType, mediaType);
      assert.equal(kept.name, `mon papier.${extensions[0]}`);
      assert.equal(kept.copy, null);
      assert.ok(kept.content.equals(content));
      assert.equal(kept.bytes, content.length);
      assert.ok(kept.sha256.equals(createHash('sha256').update(content).digest()));
    });
    it(`${type}: refused where the form does not ask for it`, async () => {
      const accept = EVERY.filter((other) => other !== type);
      assert.deepEqual(await prepare(content, { name: `papier.${extensions[0]}`, accept }), {
        ok: false,
        problem: 'unknown-type',
      });
    });
  }
});

describe('what is hostile or broken is refused, with the reason', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const cases: readonly (readonly [string, string | Buffer, DocumentProblem])[] = [
    ['nothing at all', '', 'empty'],
    ['one byte', 'x', 'unknown-type'],
    ['text', 'Bonjour', 'unknown-type'],
    ['SVG', svg, 'unknown-type'],
    ['SVG behind an XML declaration', `<?xml version="1.0"?>${svg}`, 'unknown-type'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'unknown-type'],
    ['the test file of virus scanners', EICAR, 'unknown-type'],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'unknown-type'],
    ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'unknown-type'],
    ['AVIF', avif, 'unknown-type'],
    ['a ZIP that is no document', zip, 'unknown-type'],
    [
      'a Word document of 2003',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'unknown-type',
    ],
    [
      'a Word document with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'password',
    ],
    ['a Word document with macros', visualBasic, 'macros'],
    ['a workbook with macro sheets', macroSheets, 'macros'],
    ['an OpenDocument with scripts', scripts, 'macros'],
    ['a document that unpacks to 210 MB', bomb, 'damaged'],
    ['a document of 5,003 parts', large, 'damaged'],
    ['half a document', docx.subarray(0, docx.length >> 1), 'damaged'],
    ['half a PDF', samplePdf(50).subarray(0, 900), 'damaged'],
    ['the first bytes of a PDF', '%PDF-1.7', 'damaged'],
    ['half a JPEG', jpeg.subarray(0, jpeg.length - 100), 'damaged'],
    ['half a PNG', png.subarray(0, png.length >> 1), 'damaged'],
    ['half a WebP', webp.subarray(0, webp.length - 30), 'damaged'],
    ['the first bytes of a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'damaged'],
    ['a PNG of 50,000 × 50,000 pixels', pngHeader(50_000, 50_000), 'too-many-pixels'],
    ['a PNG of 40,000,001 pixels', pngHeader(40_000_001, 1), 'too-many-pixels'],
    ['a PDF that is a ZIP too', Buffer.concat([samplePdf(), zip]), 'ambiguous'],
    ['a JPEG that is a ZIP too', Buffer.concat([jpeg, zip]), 'ambiguous'],
    ['a JPEG that is a page too', Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')]), 'ambiguous'],
    ['a PNG that is a PDF too', Buffer.concat([png, samplePdf()]), 'ambiguous'],
    ['a PDF behind a page', `<html><script>alert(1)</script>\n${samplePdf()}`, 'ambiguous'],
  ];
  for (const [what, content, problem] of cases) {
    it(`${what}: ${problem}`, async () => {
      assert.deepEqual(await prepare(content, { name: 'papier.pdf', accept: EVERY }), { ok: false, problem });
    });
  }
});

test('a PDF of 100,000 pages is taken as it is', async () => {
  const content = samplePdf(100_000);
  assert.ok((await prepared(content)).content.equals(content));
});

test('a PDF that begins with an empty line or a mark of UTF-8 is taken, as some programs write it', async () => {
  for (const beginning of ['\r\n', '\ufeff']) {
    assert.equal((await prepared(Buffer.concat([Buffer.from(beginning), samplePdf()]))).mediaType, 'application/pdf');
  }
});

test('a refused file leaves nothing beside it', async () => {
  const file = await fileHolding(Buffer.concat([jpeg.subarray(0, jpeg.length - 100)]));
  assert.equal((await createDocuments().prepare({ file, name: 'x', accept: EVERY })).ok, false);
  assert.deepEqual(await readdir(path.dirname(file)), ['upload']);
});

test('twenty documents at once are all prepared', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => prepared(jpeg)));
  assert.equal(all.length, 20);
});
