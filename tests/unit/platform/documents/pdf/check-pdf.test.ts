import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { describe, it, test } from 'node:test';
import PDFDocument from 'pdfkit';
import { prepare, prepared, sampleFile, samplePdf } from '../../../../support/documents/samples.ts';

const PASSWORD = { ok: false, problem: 'password' } as const;

describe('a PDF that asks for a password is refused, one that is only restricted is taken', () => {
  for (const revision of ['r2', 'r3', 'r4', 'r4c', 'r5', 'r6']) {
    it(`written by qpdf, ${revision}`, async () => {
      const restricted = await sampleFile(`restricted-${revision}.pdf`);
      assert.ok((await prepared(restricted)).content.equals(restricted));
      assert.deepEqual(await prepare(await sampleFile(`secret-${revision}.pdf`)), PASSWORD);
    });
  }

  for (const pdfVersion of ['1.3', '1.4', '1.5', '1.6', '1.7', '1.7ext3'] as const) {
    it(`written by pdfkit, ${pdfVersion}`, async () => {
      // Its strings are in brackets, with escapes, where those of qpdf are hexadecimal. Ids differ each time.
      for (let round = 0; round < 5; round += 1) {
        const restricted = await encrypted({ pdfVersion, ownerPassword: `owner ${round}` });
        assert.ok((await prepared(restricted)).content.equals(restricted));
        assert.deepEqual(await prepare(await encrypted({ pdfVersion, userPassword: `secret ${round}` })), PASSWORD);
      }
    });
  }
});

test('a PDF encrypted for the holders of certificates is refused', async () => {
  const trailer = 'trailer\n<< /Root 1 0 R /Encrypt << /Filter /Adobe.PubSec /V 4 >> >>\nstartxref\n0\n%%EOF\n';
  assert.deepEqual(await prepare(Buffer.concat([samplePdf(), Buffer.from(trailer)])), PASSWORD);
});

test('a PDF that only speaks of encryption is taken', async () => {
  for (const words of ['/Encrypt', '/Encrypt 9 0 R', '/Encrypt << /Type /None >>', '/EncryptMetadata false']) {
    const content = Buffer.concat([samplePdf(), Buffer.from(`% ${words}\n%%EOF\n`)]);
    assert.ok((await prepared(content)).content.equals(content), words);
  }
});

test('a PDF that names encryption a million times is judged as quickly as another', { timeout: 20_000 }, async () => {
  const content = Buffer.concat([
    samplePdf(),
    Buffer.from('/Encrypt 9 0 R 9 0 obj '.repeat(400_000)),
    Buffer.from('\n%%EOF\n'),
  ]);
  await prepare(content);
});

async function encrypted(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pdf = new PDFDocument(options);
  pdf.text('Bonjour');
  pdf.end();
  return await buffer(pdf);
}

test('a password is seen wherever its object stands in a large file, also where two pieces meet', async () => {
  const secret = await sampleFile('secret-r6.pdf');
  const [head, rest] = [secret.subarray(0, 9), secret.subarray(9)];
  const word = rest.indexOf('/Encrypt');
  const object = /(\d+) 0 obj\s*<<[^>]*\/Filter\s*\/Standard/.exec(rest.toString('latin1'))?.index ?? 0;
  for (const place of [word, object]) {
    for (const shift of [0, 1, 4, 8]) {
      const filling = Buffer.alloc(131_072 - head.length - place - shift, ' ');
      assert.deepEqual(await prepare(Buffer.concat([head, filling, rest])), PASSWORD, `${place} ${shift}`);
    }
  }
  assert.deepEqual(
    await prepare(Buffer.concat([head, rest, Buffer.alloc(5_000_000, ' '), Buffer.from('%%EOF')])),
    PASSWORD,
  );
});
