import assert from 'node:assert/strict';
import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { StorageUnavailable } from '../../../../src/platform/storage/storage.ts';
import { EICAR, type FakeClamd, startClamd } from '../../../support/documents/clamd.ts';
import { pngHeader, samplePicture, withPlace } from '../../../support/documents/samples.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { atDocuments } from '../../../support/submissions/at-documents.ts';
import { documentsOn, pdf, png } from '../../../support/submissions/documents.ts';
import type { Visitor } from '../../../support/visitor.ts';

let clamd: FakeClamd;
let portal: TestPortal;
before(async () => {
  clamd = await startClamd();
  portal = await startPortal({ environment: { CLAMD_URL: clamd.url } });
});

const names = (visitor: Visitor) => documentsOn(visitor.page.html).map(({ name }) => name);

/** Adds files to the plan of an event. */
async function adding(...files: File[]): Promise<Visitor> {
  const { visitor } = await atDocuments(portal);
  visitor.attach('plan', ...files);
  await visitor.press('Ajouter Plan du lieu');
  return visitor;
}

async function countStored(): Promise<number> {
  let count = 0;
  for await (const _ of portal.app.storage.list()) count += 1;
  return count;
}

async function photoWithPlace(name: string, format: 'jpeg' | 'png'): Promise<File> {
  return new File([new Uint8Array(await withPlace(samplePicture())[format]().toBuffer())], name);
}

describe('a document that the scanner judges', () => {
  it('is refused by its name when it holds a virus, is kept nowhere, and the others stay', async () => {
    const before = await countStored();
    const visitor = await adding(pdf('vérolé.pdf', EICAR), pdf('propre.pdf'));
    assert.equal(visitor.page.status, 422);
    assert.match(text(visitor.page.html), /« vérolé\.pdf » contient un virus et n’est pas ajouté/);
    assert.deepEqual(names(visitor), ['propre.pdf']);
    assert.equal(await countStored(), before + 1);
  });

  it('is judged after its metadata are gone, as what is kept is what is handed out', async () => {
    const visitor = await adding(await photoWithPlace('photo.jpg', 'jpeg'));
    assert.deepEqual(names(visitor), ['photo.jpg']);
    assert.ok(!clamd.received.at(-1)?.includes('Secret-Camera'));
  });
});

describe('a document that finds no room', () => {
  it('in the storage is answered with 507 and a sentence, and nothing is kept of it', async () => {
    const { storage } = portal.app;
    const { keep } = storage;
    storage.keep = async () => {
      throw new StorageUnavailable('full', { full: true, cause: null });
    };
    const visitor = await adding(pdf('plan.pdf'));
    storage.keep = keep;
    assertNoRoom(visitor, 'plan.pdf');
    visitor.attach('plan', pdf('plan.pdf'));
    await visitor.press('Ajouter Plan du lieu');
    assert.deepEqual(names(visitor), ['plan.pdf']);
  });

  for (const format of ['jpeg', 'png'] as const) {
    it(`for the copy without place of a photo in ${format} is answered so too`, async () => {
      const { documents } = portal.app;
      const { prepare } = documents;
      documents.prepare = async (incoming) => {
        await symlink('/dev/full', `${incoming.file}.clean`);
        return prepare(incoming);
      };
      const visitor = await adding(await photoWithPlace(`photo.${format}`, format));
      documents.prepare = prepare;
      assertNoRoom(visitor, `photo.${format}`);
    });
  }

  it('not even for a folder is said with what was typed, whatever else the form holds', async () => {
    const uploads = path.join(portal.app.config.dataDirectory, 'uploads');
    const { visitor } = await atDocuments(portal);
    await rename(uploads, `${uploads}.kept`);
    await writeFile(uploads, 'no folder can be here');
    visitor.attach('plan', pdf('plan.pdf'), png('photo.png'));
    await visitor.press('Ajouter Plan du lieu');
    await rm(uploads);
    await rename(`${uploads}.kept`, uploads);
    assert.equal(visitor.page.status, 503);
    for (const name of ['plan.pdf', 'photo.png']) {
      assert.ok(text(visitor.page.html).includes(`« ${name} » n’est pas ajouté : les documents ne peuvent pas`), name);
    }
    assert.deepEqual(names(visitor), []);
  });
});

describe('a photo', () => {
  it('of 48 million pixels is refused with how to take another', async () => {
    const visitor = await adding(new File([new Uint8Array(pngHeader(8_000, 6_000))], 'place.png'));
    assert.equal(visitor.page.status, 422);
    const said = text(visitor.page.html);
    assert.match(
      said,
      /« place\.png » compte plus de 40 millions de pixels : prenez la photo avec une résolution plus basse/,
    );
  });
});

function assertNoRoom(visitor: Visitor, name: string): void {
  assert.equal(visitor.page.status, 507);
  assert.ok(text(visitor.page.html).includes(`« ${name} » n’est pas ajouté : il n’y a plus de place`));
  assert.deepEqual(names(visitor), []);
}
