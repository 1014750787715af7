import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { before, describe, it } from 'node:test';
import type { FiledDocument } from '../../../src/features/own-data/file-documents.ts';
import { beginDraft } from '../../support/drafts/drafts.ts';
import { REPORT } from '../../support/drafts/guests.ts';
import { type Unzipped, unzip } from '../../support/files/unzip.ts';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { pdf, png } from '../../support/submissions/documents.ts';
import { confirmedCitizen, fileEventPermit } from '../../support/submissions/filing.ts';
import { insertIssued } from '../../support/submissions/issued.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ accidents: true });
});

async function download(visitor: Visitor): Promise<Map<string, Unzipped>> {
  const headers = { cookie: `session=${visitor.cookie('session')}`, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(new URL('/fr/account/data', portal.origin), { method: 'POST', headers });
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  return new Map(files.map((file) => [file.name, file]));
}

/** A submission with three documents, and a draft with one. */
async function withDocuments() {
  const { visitor } = await confirmedCitizen(portal);
  const submission = await fileEventPermit(visitor);
  const draft = await beginDraft(visitor, REPORT);
  await visitor.open(`${draft}/report`);
  visitor.attach('photos', png('matelas: 1?.png'));
  await visitor.press('Ajouter Photos');
  assert.equal(visitor.page.status, 200);
  return { visitor, reference: submission.split('/').at(-1) ?? '', draftId: draft.split('/').at(-1) ?? '' };
}

function listed(files: Map<string, Unzipped>): FiledDocument[] {
  return JSON.parse(String(files.get('documents.json')?.content));
}
const documentsIn = (files: Map<string, Unzipped>) => [...files.keys()].filter((name) => name.startsWith('documents/'));

describe('the documents in the download of one’s data', () => {
  it('stand in a folder per submission and draft, as they were sent, and JSON says which is which', async () => {
    const { visitor, reference, draftId } = await withDocuments();
    const files = await download(visitor);
    const names = ['plan', 'insurance', 'neighbours'].map((name) => `documents/${reference}/${name}.pdf`);
    const photo = `documents/${draftId}/matelas_ 1_.png`;
    assert.deepEqual(documentsIn(files).toSorted(), [...names, photo].toSorted());
    assert.equal(String(files.get(`documents/${reference}/plan.pdf`)?.content), await pdf('plan.pdf').text());
    const entry = listed(files).find(({ file }) => file === photo);
    assert.deepEqual([entry?.name, entry?.draftId, entry?.mediaType], ['matelas: 1?.png', draftId, 'image/png']);
    const [submission] = JSON.parse(String(files.get('submissions.json')?.content));
    const plan = listed(files).find(({ name }) => name === 'plan.pdf');
    assert.deepEqual([submission.answers.plan, submission.id], [[plan?.id], plan?.submissionId]);
    assert.match(
      text(String(files.get('lisez-moi.html')?.content)),
      new RegExp(`plan\\.pdf documents/${reference}/plan`),
    );
  });

  it('and what the commune issued, with its code', async () => {
    const { visitor, reference } = await withDocuments();
    const id = await insertIssued(portal.app, reference.replaceAll('-', ''), { code: '0123456789ABCDEF' });
    const files = await download(visitor);
    const place = `documents/${reference}/Autorisation.pdf`;
    assert.equal(String(files.get(place)?.content), await pdf('Autorisation.pdf').text());
    const entry = listed(files).find(({ file }) => file === place);
    assert.ok(entry !== undefined && 'code' in entry);
    assert.deepEqual([entry.id, entry.code], [id, '0123456789ABCDEF']);
    const other = await withDocuments();
    assert.ok(!documentsIn(await download(other.visitor)).some((name) => name.includes('Autorisation')));
  });

  it('are one’s own alone', async () => {
    const [one, other] = [await withDocuments(), await withDocuments()];
    const names = documentsIn(await download(one.visitor));
    assert.ok(names.every((name) => name.includes(one.reference) || name.includes(one.draftId)));
    assert.ok(!names.some((name) => name.includes(other.reference)));
  });

  it('that the storage lacks are said to be missing, and the others are there', async () => {
    const { visitor, reference } = await withDocuments();
    const { id = '' } = listed(await download(visitor)).find(({ name }) => name === 'plan.pdf') ?? {};
    await portal.app.storage.remove(id);
    const files = await download(visitor);
    assert.equal(documentsIn(files).length, 3);
    assert.ok(!files.has(`documents/${reference}/plan.pdf`));
    assert.equal(listed(files).find((one) => one.id === id)?.file, null);
    assert.match(text(String(files.get('lisez-moi.html')?.content)), /plan\.pdf Ce document manque/);
    assert.ok(portal.logged.some((line) => line.includes(id) && line.includes('missing in a download')));
  });

  it('are all said to be missing while the storage is away, and the rest of the data is there', async () => {
    const { visitor } = await withDocuments();
    const folder = path.join(portal.app.config.dataDirectory, 'documents');
    await rename(folder, `${folder}.away`);
    await writeFile(folder, 'no folder can be here');
    const files = await download(visitor);
    await rename(`${folder}`, `${folder}.file`);
    await rename(`${folder}.away`, folder);
    assert.deepEqual(documentsIn(files), []);
    assert.deepEqual(
      listed(files).map(({ file }) => file),
      [null, null, null, null],
    );
    assert.ok(files.has('submissions.json'));
  });

  it('that break off while they are sent break the download off too, so that nobody keeps half of it for the whole', async () => {
    const { visitor } = await withDocuments();
    const { storage } = portal.app;
    const { open } = storage;
    storage.open = async () =>
      Readable.from(
        (function* () {
          yield Buffer.alloc(200_000, 1);
          throw Object.assign(new Error('read failed'), { code: 'EIO' });
        })(),
      );
    await assert.rejects(download(visitor), /terminated|fetch failed/);
    storage.open = open;
    assert.equal(documentsIn(await download(visitor)).length, 4);
  });
});
