import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { insertCommuneChange } from '../../../../src/features/commune/commune-changes.repository.ts';
import { readWordmark } from '../../../../src/features/commune/read-wordmark.ts';
import { sweepDocuments } from '../../../../src/features/submissions/attachments/sweep-documents.ts';
import { DELETION_LOCK } from '../../../../src/features/submissions/stored/deletion-lock.repository.ts';
import { readOneMoment } from '../../../../src/platform/postgres/bulk-load.ts';
import { storeLogo } from '../../../support/documents/logo.ts';
import { beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addColleague } from '../../../support/staff.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { insertIssued } from '../../../support/submissions/issued.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const twoDaysOn = () => ({ ...portal.app, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } });
async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of portal.app.storage.list()) found.push(key);
  return found;
}
async function keepWithoutRow(): Promise<string> {
  const id = randomUUID();
  const file = path.join(portal.app.config.dataDirectory, id);
  await writeFile(file, 'nobody’s');
  await portal.app.storage.keep(id, file);
  return id;
}

describe('the sweep of documents', () => {
  it('deletes contents that no row points to, and keeps those of a draft', async () => {
    const { visitor } = await signUp(portal);
    await fillEventPermit(visitor, await beginDraft(visitor, 'event-permit'));
    const kept = await keys();
    assert.equal(kept.length, 3);
    const lost = await keepWithoutRow();
    await sweepDocuments(portal.app);
    assert.ok((await keys()).includes(lost), 'what is younger than a day may still get its row');
    await sweepDocuments(twoDaysOn());
    assert.deepEqual((await keys()).toSorted(), kept.toSorted());
  });

  it('deletes the contents of a draft that is gone', async () => {
    await portal.app.db.pool.query('delete from drafts');
    await sweepDocuments(twoDaysOn());
    assert.deepEqual(await keys(), []);
  });

  it('never deletes what the commune issued', async () => {
    const { reference } = await filedRequest(portal, { status: 'delivered' });
    const issued = await insertIssued(portal.app, reference);
    await sweepDocuments(twoDaysOn());
    assert.deepEqual(await keys(), [issued]);
  });

  it('never deletes a logo that was set, and deletes one that an administrator only looked at', async () => {
    const { app } = portal;
    const { id: staffMemberId } = await addColleague(portal, 'administrator');
    const { wordmark } = await readWordmark(app, await storeLogo(app));
    const change = { revision: 1, settings: { ...app.config.commune, wordmark }, reason: 'Charte', staffMemberId };
    await app.db.transaction((tx) => insertCommuneChange(tx, change));
    const looked = await storeLogo(app, { colour: '#1f4d3a' });
    await sweepDocuments(twoDaysOn());
    const found = await keys();
    assert.deepEqual([found.includes(wordmark.sha256), found.includes(looked)], [true, false]);
  });

  it('deletes nothing while a backup is taken, whose rows may still name it', async () => {
    const lost = await keepWithoutRow();
    await readOneMoment(portal.app.db, DELETION_LOCK, () => sweepDocuments(twoDaysOn()));
    assert.ok((await keys()).includes(lost));
    await sweepDocuments(twoDaysOn());
    assert.ok(!(await keys()).includes(lost));
  });

  it('deletes what a crash left of a form that was being read', async () => {
    const uploads = path.join(portal.app.config.dataDirectory, 'uploads');
    const [old, young] = [path.join(uploads, 'form-old'), path.join(uploads, 'form-young')];
    for (const folder of [old, young]) await mkdir(folder, { recursive: true });
    await utimes(old, new Date(0), new Date(0));
    await sweepDocuments(portal.app);
    assert.deepEqual(await readdir(uploads), ['form-young']);
  });
});
