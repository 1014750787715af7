import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the contact page', () => {
  it('says how to reach the commune without a computer: telephone, address and desk', async () => {
    const { status, html } = await new Visitor(portal).open('/fr/contact');
    assert.equal(status, 200);
    assert.match(html, /href="tel:\+3222447511"/);
    assert.match(html, /href="mailto:[^"]+@1030\.be"/);
    assert.match(text(html), /1030/);
  });

  it('takes no form', async () => {
    assert.equal((await new Visitor(portal).post('/fr/contact', {})).status, 404);
  });
});
