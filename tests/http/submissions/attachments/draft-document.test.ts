import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sampleFile } from '../../../support/documents/samples.ts';
import { beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { documentsOn, pdf } from '../../../support/submissions/documents.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

async function withDocument(name = 'plan.pdf') {
  const { visitor } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  await fillEventPermit(visitor, draft, 'documents');
  await visitor.open(`${draft}/documents`);
  visitor.attach('plan', pdf(name));
  await visitor.press('Ajouter Plan du lieu');
  const [document] = documentsOn(visitor.page.html);
  return { visitor, draft, id: document?.id ?? '', address: `${draft}/documents/${document?.id}` };
}

describe('a document of a draft', () => {
  it('is handed out as it came, always as a file of a fixed type that no page can run', async () => {
    const { visitor, address } = await withDocument('été & 50%.pdf');
    const { status, headers, html } = await visitor.open(address);
    assert.equal(status, 200);
    assert.equal(html, await pdf('été & 50%.pdf').text());
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.match(
      headers.get('content-disposition') ?? '',
      /^attachment; .*filename\*=UTF-8''%C3%A9t%C3%A9%20%26%2050%25\.pdf/,
    );
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('cache-control'), 'private, no-store');
  });

  it('is a 404 for another person, of another draft, and under a name that none has', async () => {
    const { visitor, draft, id, address } = await withDocument();
    const other = await withDocument();
    assert.equal((await other.visitor.open(address)).status, 404);
    assert.equal((await visitor.open(`${other.draft}/documents/${id}`)).status, 404);
    assert.equal((await other.visitor.open(`${other.draft}/documents/${id}`)).status, 404);
    for (const wrong of ['x', '..%2F..%2Fetc%2Fpasswd', `${id}.jpg`, `${id}.png`, crypto.randomUUID()]) {
      assert.equal((await visitor.open(`${draft}/documents/${wrong}`)).status, 404, wrong);
    }
  });

  it('is gone once it is removed', async () => {
    const { visitor, address, draft } = await withDocument();
    await visitor.open(`${draft}/documents`);
    await visitor.press('Retirer plan.pdf');
    assert.equal((await visitor.open(address)).status, 404);
  });

  it('asks to sign in', async () => {
    const { address } = await withDocument();
    assert.match((await new Visitor(portal).open(address)).location ?? '', /\/sign-in\?next=/);
  });

  it('is not handed out before the scanner has judged it, nor when it is infected', async () => {
    const { visitor, id, address, draft } = await withDocument();
    for (const state of ['pending', 'infected']) {
      await portal.app.db.pool.query('update attachments set state = $2 where id = $1', [id, state]);
      assert.equal((await visitor.open(address)).status, 404, state);
      assert.ok(!(await visitor.open(`${draft}/documents`)).html.includes(`href="${address}"`));
    }
  });

  it('that is a photo in HEIC is handed out as it is, without its place, and as a JPEG that everybody can open', async () => {
    const { visitor, draft } = await withDocument();
    await visitor.open(`${draft}/documents`);
    const heic = await sampleFile('photo-with-place.heic');
    visitor.attach('plan', new File([new Uint8Array(heic)], 'été.HEIC'));
    await visitor.press('Ajouter Plan du lieu');
    const { id = '' } = documentsOn(visitor.page.html).find(({ name }) => name === 'été.HEIC') ?? {};
    const address = `${draft}/documents/${id}`;
    assert.ok(visitor.page.html.includes(`href="${address}.jpg"`), 'a link to the copy');
    const photo = await visitor.open(address);
    assert.equal(photo.headers.get('content-type'), 'image/heic');
    const copy = await visitor.open(`${address}.jpg`);
    assert.equal(copy.status, 200);
    assert.equal(copy.headers.get('content-type'), 'image/jpeg');
    assert.match(copy.headers.get('content-disposition') ?? '', /^attachment; .*filename\*=UTF-8''%C3%A9t%C3%A9\.jpg/);
    const { rows } = await portal.app.db.pool.query('select has_copy from attachments where id = $1', [id]);
    assert.equal(rows[0].has_copy, true);
    const stranger = await signUp(portal);
    assert.equal((await stranger.visitor.open(`${address}.jpg`)).status, 404);
  });

  it('of several photos in HEIC sent at once, by two people, each has its own JPEG, in the order they were chosen', async () => {
    const heic = new Uint8Array(await sampleFile('photo-with-place.heic'));
    const send = async (who: string) => {
      const { visitor, draft } = await withDocument();
      await visitor.open(`${draft}/documents`);
      // A byte behind the picture makes each another photo: the same content twice would be kept once.
      const photos = [1, 2, 3].map((n) => new File([heic, freeBox(n)], `${who} ${n}.heic`));
      visitor.attach('plan', ...photos);
      await visitor.press('Ajouter Plan du lieu');
      const kept = documentsOn(visitor.page.html).filter(({ name }) => name.startsWith(who));
      assert.deepEqual(
        kept.map(({ name }) => name),
        photos.map(({ name }) => name),
      );
      for (const { id } of kept) {
        const copy = await visitor.open(`${draft}/documents/${id}.jpg`);
        assert.equal(copy.headers.get('content-type'), 'image/jpeg');
      }
    };
    await Promise.all([send('Lucie'), send('Jan')]);
  });
});

/** An empty box of an ISO media file, which readers pass over. */
function freeBox(length: number): Uint8Array<ArrayBuffer> {
  const box = new Uint8Array(8 + length);
  new DataView(box.buffer).setUint32(0, box.length);
  box.set(new TextEncoder().encode('free'), 4);
  return box;
}
