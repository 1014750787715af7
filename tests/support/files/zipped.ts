import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { openZip } from '../../../src/platform/files/unzip.ts';

/** Returns one file of a ZIP as text, found by its name without folders. */
export async function fileInZip(zipped: Buffer, name: string): Promise<string> {
  const folder = await mkdtemp(`${tmpdir()}/zip-`);
  try {
    await writeFile(`${folder}/it.zip`, zipped);
    const zip = await openZip(`${folder}/it.zip`);
    const file = zip.files.get(name);
    assert.ok(file, [...zip.files.keys()].join());
    const content = await text(await file.open());
    zip.close();
    return content;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Returns the rows of the sheet of a workbook, each cell as it is written: its text, or its number. */
export async function rowsOfSheet(workbook: Buffer): Promise<string[][]> {
  const xml = await fileInZip(workbook, 'sheet1.xml');
  return [...xml.matchAll(/<row\b[^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) =>
    [...row.matchAll(/<c\b[^>]*?(?:\/>|>([\s\S]*?)<\/c>)/g)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
    ),
  );
}
