import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { type CsvCell, writeCsv } from '../../../../src/platform/files/csv-writer.ts';

async function written(...cells: CsvCell[]): Promise<string> {
  async function* rows() {
    yield [cells];
  }
  const through = new PassThrough();
  const [read] = await Promise.all([text(through), writeCsv(rows(), through)]);
  return read;
}

it('begins with a byte order mark, and separates by semicolons', async () => {
  const through = new PassThrough();
  async function* rows() {
    yield [
      [{ text: 'a' }, { text: 'é' }],
      [null, { number: 12.5 }],
    ];
  }
  const chunks: Buffer[] = [];
  through.on('data', (chunk: Buffer) => chunks.push(chunk));
  await writeCsv(rows(), through);
  assert.deepEqual(Buffer.concat(chunks), Buffer.from('\ufeffa;é\r\n;12,5\r\n'));
});

it('quotes what would end a cell or a row', async () => {
  assert.equal(await written({ text: 'a;b' }, { text: 'say "hi"' }, { text: 'a\nb' }), '"a;b";"say ""hi""";"a\nb"\r\n');
});

it('keeps a text that looks like a formula a text, and a negative number a number', async () => {
  for (const sign of ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
    assert.equal(await written({ text: `${sign}1` }), `'${sign}1\r\n`);
  }
  assert.equal(await written({ text: '\r1' }), `"'\r1"\r\n`);
  assert.equal(await written({ number: -1 }), '-1\r\n');
});
