import { createWriteStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const SAMPLE = path.resolve(import.meta.dirname, '../../src/dev/kbo-sample/full');
const ROWS_A_CHUNK = 1_000;
const NAMES_OF_TEN = 17;
const WORDS = ['Boulangerie', 'Crèche', 'Garage', 'Vereniging', 'Ateliers', 'Koöperatie', 'Société', 'Bakkerij'];
const PLACES = ['du Parc', 'Josaphat', 'van Helmet', "de l'Église", 'Colignon', 'Terdelt', 'de la "Cage aux Ours"'];

/** Writes a full extract of `count` enterprises with 1.7 names each, spread over the numbers that exist, check digits right. */
export async function generateKbo(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(SAMPLE, 'code.csv'), path.join(folder, 'code.csv'));
  await copyFile(path.join(SAMPLE, 'meta.csv'), path.join(folder, 'meta.csv'));
  await write(path.join(folder, 'enterprise.csv'), count, {
    header:
      '"EnterpriseNumber","Status","JuridicalSituation","TypeOfEnterprise","JuridicalForm","JuridicalFormCAC","StartDate"',
    row: enterpriseRow,
  });
  await write(path.join(folder, 'denomination.csv'), count, {
    header: '"EntityNumber","Language","TypeOfDenomination","Denomination"',
    row: nameRows,
  });
}

/** Two million of them run from 0200.000.0 to 1007 999 9, in order, as in the register. */
export function enterpriseNumber(index: number, count: number): string {
  const body = 2_000_000 + Math.floor((index * 8_080_000) / count);
  const first = String(body).padStart(8, '0');
  const check = String(97 - (body % 97)).padStart(2, '0');
  return `${first.slice(0, 4)}.${first.slice(4, 7)}.${first.slice(7)}${check}`;
}

function enterpriseRow(index: number, number: string): string {
  const day = String((index % 28) + 1).padStart(2, '0');
  const month = String((index % 12) + 1).padStart(2, '0');
  const start = `${day}-${month}-${1980 + (index % 46)}`;
  if (index % 5 < 2) return `"${number}","AC","000","1",,,"${start}"\n`;
  const form = ['"017",', '"015","610"', '"610",', '"014",'][index % 4];
  return `"${number}","AC","000","2",${form},"${start}"\n`;
}

function nameRows(index: number, number: string): string {
  const count = Math.floor(((index + 1) * NAMES_OF_TEN) / 10) - Math.floor((index * NAMES_OF_TEN) / 10);
  let rows = '';
  for (let nth = 0; nth < count; nth += 1) {
    const name = `${WORDS[(index + nth) % WORDS.length]} ${PLACES[index % PLACES.length]} ${index}`.replaceAll(
      '"',
      '""',
    );
    rows += `"${number}","${(index + nth) % 5}","${nth === 0 ? '001' : '003'}","${name}"\n`;
  }
  return rows;
}

type Content = { header: string; row(index: number, number: string): string };

async function write(file: string, count: number, { header, row }: Content): Promise<void> {
  function* chunks() {
    yield `${header}\n`;
    for (let from = 0; from < count; from += ROWS_A_CHUNK) {
      let text = '';
      const to = Math.min(count, from + ROWS_A_CHUNK);
      for (let index = from; index < to; index += 1) text += row(index, enterpriseNumber(index, count));
      yield text;
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(file));
}

// `node tests/benchmarks/generate-kbo.ts <folder> [enterprises]`
if (import.meta.main) {
  const [folder, count = '2000000'] = process.argv.slice(2);
  if (folder === undefined) process.stderr.write('usage: generate-kbo.ts <folder> [enterprises]\n');
  else await generateKbo(folder, Number(count));
}
