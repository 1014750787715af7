import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { openZip } from '../../../src/platform/files/unzip.ts';
import type { TestPortal } from '../portal.ts';
import type { Visitor } from '../visitor.ts';

type Asked = { path: string; name: string };

/** One file of the ZIP that the page sends, as text. */
export async function downloadedFile(portal: TestPortal, visitor: Visitor, { path, name }: Asked): Promise<string> {
  const headers = { cookie: `session=${visitor.cookie('session')}`, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(new URL(path, portal.origin), { method: 'POST', headers });
  const folder = await mkdtemp(`${tmpdir()}/download-`);
  try {
    await writeFile(`${folder}/data.zip`, Buffer.from(await answer.arrayBuffer()));
    const zip = await openZip(`${folder}/data.zip`);
    const file = zip.files.get(name);
    assert.ok(file, [...zip.files.keys()].join());
    const content = await text(await file.open());
    zip.close();
    return content;
  } finally {
    await rm(folder, { recursive: true });
  }
}
