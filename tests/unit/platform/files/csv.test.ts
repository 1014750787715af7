import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import fc from 'fast-check';
import { type CsvFault, readCsv } from '../../../../src/platform/files/csv.ts';

async function read(
  text: string | Buffer[] | Readable,
): Promise<{ rows: string[][]; lines: number[]; faults: CsvFault[] }> {
  const faults: CsvFault[] = [];
  const rows: string[][] = [];
  const lines: number[] = [];
  const source = text instanceof Readable ? text : Readable.from(typeof text === 'string' ? [Buffer.from(text)] : text);
  for await (const piece of readCsv(source)) {
    for (const row of piece.rows) {
      if ('reason' in row) faults.push(row);
      else {
        rows.push([...row.fields]);
        lines.push(row.line);
      }
    }
  }
  return { rows, lines, faults };
}

test('commas and doubled quotes stand inside quotes', async () => {
  const { rows } = await read('"a","b"\n"Dubois, père","la ""Bonne"""\n');
  assert.deepEqual(rows[1], ['Dubois, père', 'la "Bonne"']);
});

test('an empty value may be quoted or not', async () => {
  assert.deepEqual((await read('"a",,""\n')).rows, [['a', '', '']]);
});

test('a value may hold an end of line, and the last row may have none', async () => {
  const { rows } = await read('"a","b"\n"one\ntwo","x"\n"y","z"');
  assert.deepEqual(rows, [
    ['a', 'b'],
    ['one\ntwo', 'x'],
    ['y', 'z'],
  ]);
});

test('ends of line of Windows, empty lines and the mark of UTF-8 do no harm', async () => {
  const { rows } = await read('\ufeff"a","b"\r\n\r\n"c","d"\r\n');
  assert.deepEqual(rows, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('letters cut in two by the reading come through whole', async () => {
  const bytes = Buffer.from('"É","ß"\n"€","x"\n');
  const { rows } = await read([...bytes].map((byte) => Buffer.from([byte])));
  assert.deepEqual(rows, [
    ['É', 'ß'],
    ['€', 'x'],
  ]);
});

test('text that is not UTF-8 ends the reading and its line is named, wherever the reading cuts', async () => {
  const bytes = Buffer.from('"a","b"\n"Le Café","x"\n"one\ntwo","y"\n"Étoile","z"\n"last","é"', 'latin1');
  for (const size of [1, 7, 20, 1_000]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    await assert.rejects(read(pieces), /^Error: line 2 holds bytes that are not UTF-8 text$/);
  }
  const later = Buffer.concat([Buffer.from('"É","b"\n"one\ntwo","y"\n'), Buffer.from('"c","é"', 'latin1')]);
  await assert.rejects(read([later]), /line 4 holds/);
  await assert.rejects(read([later.subarray(0, 12), later.subarray(12)]), /line 4 holds/);
});

test('a row with too few or too many values is a fault with its line, and the next ones are read', async () => {
  const { rows, lines, faults } = await read('"a","b"\n"1"\n"2","x","y"\n"3","z"\n');
  assert.deepEqual(rows, [
    ['a', 'b'],
    ['3', 'z'],
  ]);
  assert.deepEqual(lines, [1, 4]);
  assert.deepEqual(
    faults.map(({ line }) => line),
    [2, 3],
  );
});

test('a quote in the wrong place is a fault, and the next rows are read', async () => {
  const { rows, faults } = await read('"a","b"\n"Chez "Dubois"","x"\n"3","z"\n');
  assert.deepEqual(rows.at(-1), ['3', 'z']);
  assert.equal(faults.length, 1);
});

test('a quote that is never closed ends the reading: nothing disappears', async () => {
  await assert.rejects(read('"a","b"\n"1","x\n'), /quote opened near line \d+ is not closed/);
  await assert.rejects(read(`"a","b"\n"1","x\n${'2,y\n'.repeat(50_000)}`), /is not closed/);
});

test('the line of a row is the one on which it begins, also after values that hold ends of line', async () => {
  const { lines, faults } = await read('"a","b"\n"1\n2\n3","x"\n\n"4","y"\n"z"\n');
  assert.deepEqual(lines, [1, 2, 6]);
  assert.deepEqual(faults, [{ line: 7, reason: 'has 1 values, the first row has 2' }]);
});

test('however the file is cut into pieces, the same rows are read', async () => {
  const bytes = Buffer.from('\ufeff"a","b"\r\n"x""y","1\n2"\r\n\r\n"Chez "Dubois"","x"\r\n3,\r\n"€",""\r\n"last","é"');
  const whole = await read([bytes]);
  assert.deepEqual(whole.rows, [
    ['a', 'b'],
    ['x"y', '1\n2'],
    ['3', ''],
    ['€', ''],
    ['last', 'é'],
  ]);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    assert.deepEqual(await read([bytes.subarray(0, cut), bytes.subarray(cut)]), whole, `cut at ${cut}`);
  }
});

test('an error of the source is thrown', async () => {
  const source = new Readable({ read() {} });
  source.push('"a","b"\n');
  setImmediate(() => source.destroy(new Error('disk on fire')));
  await assert.rejects(read(source), /disk on fire/);
});

test('whatever is written with quotes is read back', async () => {
  const value = fc.string({ unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1 }), async (table) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const { rows, faults } = await read(`"h","h"\n${table.map((row) => `${row.map(quoted).join(',')}\n`).join('')}`);
      assert.deepEqual([rows.slice(1), faults], [table, []]);
    }),
  );
});
