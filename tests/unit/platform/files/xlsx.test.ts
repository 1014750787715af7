import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { type Cell, type Sheet, writeXlsx } from '../../../../src/platform/files/xlsx.ts';
import { fileInZip, rowsOfSheet } from '../../../support/files/zipped.ts';

async function* batches(...all: Cell[][][]) {
  for (const batch of all) yield batch;
}

async function written(rows: Sheet['rows'], name = 'Mes demandes'): Promise<Buffer> {
  const columns = [
    { heading: 'Référence', width: 16 },
    { heading: 'Le', width: 12 },
  ];
  const through = new PassThrough();
  const [bytes] = await Promise.all([buffer(through), writeXlsx({ name, columns, rows }, through)]);
  return bytes;
}

describe('a spreadsheet', () => {
  it('keeps every text a text: leading zeros, long numbers, signs, markup, spaces, emoji', async () => {
    const texts = ['=1+1', '+32 2', '-5', '@x', '007', '12345678901234567890', '<b>&"', ' deux  ', '🍺 é', 'a\nb'];
    const rows = await rowsOfSheet(await written(batches(texts.map((text) => [text]))));
    assert.deepEqual(rows, [['Référence', 'Le'], ...texts.map((text) => [text])]);
    const xml = await fileInZip(await written(batches([['=1+1']])), 'sheet1.xml');
    assert.match(xml, /<c s="0" t="inlineStr">/);
    assert.ok(!xml.includes('<f>'), 'no formula');
  });

  it('leaves out the characters that XML cannot hold', async () => {
    const rows = await rowsOfSheet(await written(batches([['a\u0000b\u0008c\uffffd\ud800e']])));
    assert.deepEqual(rows[1], ['abcd\ufffde']);
  });

  it('counts days from the last one of 1899, and moments by the clock of Brussels, also in summer', async () => {
    const cells: Cell[] = [{ day: '2026-11-26' }, { moment: new Date('2026-11-26T23:30:00Z') }];
    const summer: Cell[] = [{ day: '1900-03-01' }, { moment: new Date('2026-07-01T10:00:00Z') }];
    const [, first, second] = await rowsOfSheet(await written(batches([cells], [summer])));
    assert.deepEqual(first?.map(Number), [46_352, 46_353 + 0.5 / 24]);
    assert.deepEqual(second?.map(Number), [61, 46_204.5]);
  });

  it('has a header that stays in view, filters over all rows, and a name that Excel takes', async () => {
    const workbook = await written(batches([['a'], ['b']], [['c']]), 'a/b:c*d?e[f]g\\h et encore beaucoup de mots');
    const xml = await fileInZip(workbook, 'sheet1.xml');
    assert.match(xml, /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/);
    assert.match(xml, /<autoFilter ref="A1:B4"\/>/);
    assert.match(await fileInZip(workbook, 'workbook.xml'), /<sheet name="a b c d e f g h et encore beauc" /);
  });

  it('without a row is its header', async () => {
    assert.deepEqual(await rowsOfSheet(await written(batches())), [['Référence', 'Le']]);
  });

  it('asks for its rows as they are taken, never all of them at once', async () => {
    let asked = 0;
    async function* many(): AsyncGenerator<Cell[][]> {
      while (asked < 2_000) {
        asked += 1;
        yield Array.from({ length: 100 }, (_, index) => [`${asked} ${index} ${Math.random()}`]);
      }
    }
    const slow = new PassThrough({ highWaterMark: 1 });
    const writing = writeXlsx({ name: 'x', columns: [{ heading: 'x', width: 1 }], rows: many() }, slow);
    await new Promise((done) => setTimeout(done, 500));
    assert.ok(asked < 1_000, `${asked} batches for a reader that takes nothing`);
    slow.destroy(new Error('reader gone'));
    await assert.rejects(writing, /reader gone/);
  });

  it('rejects when a row cannot be read', async () => {
    async function* failing(): AsyncGenerator<Cell[][]> {
      yield [['a']];
      throw new Error('no database');
    }
    await assert.rejects(written(failing()), /no database/);
  });
});

it('a spreadsheet keeps numbers numbers, and filters all its columns, also beyond the 26th', async () => {
  const columns = Array.from({ length: 28 }, (_, nth) => ({ heading: `c${nth}`, width: 10 }));
  const through = new PassThrough();
  const rows = batches([[12.5, -3]]);
  const [bytes] = await Promise.all([buffer(through), writeXlsx({ name: 'x', columns, rows }, through)]);
  const xml = await fileInZip(bytes, 'sheet1.xml');
  assert.match(xml, /<c s="4"><v>12\.5<\/v><\/c><c s="4"><v>-3<\/v><\/c>/);
  assert.match(xml, /<autoFilter ref="A1:AB2"\/>/);
});
