import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the legal pages', () => {
  for (const page of ['terms', 'privacy', 'accessibility']) {
    it(`« ${page} » is one text of sections, each with an address, in the language asked for`, async () => {
      const french = await new Visitor(portal).open(`/fr/${page}`);
      assert.equal(french.status, 200);
      const anchors = [...french.html.matchAll(/<h2[^>]*id="([^"]+)"/g)].map(([, anchor]) => anchor);
      assert.ok(anchors.length > 1);
      const dutch = await new Visitor(portal).open(`/nl/${page}`);
      assert.deepEqual(
        [...dutch.html.matchAll(/<h2[^>]*id="([^"]+)"/g)].map(([, anchor]) => anchor),
        anchors,
      );
      assert.notEqual(text(dutch.html), text(french.html));
    });
  }

  it('take no form and exist in the four languages only', async () => {
    const visitor = new Visitor(portal);
    assert.equal((await visitor.post('/fr/terms', {})).status, 404);
    assert.equal((await visitor.open('/it/terms')).status, 404);
  });
});
