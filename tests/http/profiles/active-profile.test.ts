import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../src/platform/database.ts';
import { signUp } from '../../support/journeys.ts';
import { untilWaiting } from '../../support/locks.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';
import { FROM_ANOTHER_SITE } from '../../support/refusals.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('acting for a profile', () => {
  it('switches to one’s own profiles only: somebody else’s is the same 404 as a missing one', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    const { visitor: stranger } = await signUp(portal);
    for (const profile of [number, newNumber(), 'x', '']) {
      assert.equal((await stranger.post('/fr/active-profile', { profile })).status, 404);
    }
    for (const page of ['contact', 'members']) {
      const foreign = await stranger.open(`/fr/profiles/${number}/${page}`);
      const missing = await stranger.open(`/fr/profiles/${newNumber()}/${page}`);
      assert.deepEqual([foreign.status, missing.status], [404, 404]);
    }
    assert.equal((await visitor.post('/fr/active-profile', { profile: 'citizen' })).status, 303);
    assert.match((await visitor.open('/fr/my-space')).html, /profile--citizen profile--acting/);
    await visitor.post('/fr/active-profile', { profile: number });
    assert.match((await visitor.open('/fr/my-space')).html, /profile--enterprise profile--acting/);
  });

  it('does not bring back a session that was ended elsewhere while the switch was under way', async () => {
    const { visitor } = await signUp(portal);
    await createProfile(visitor, newNumber());
    const admin = await portal.app.db.pool.connect();
    try {
      await admin.query('begin');
      await admin.query(
        `delete from sessions where expire > now() and sess -> 'user' ->> 'id' in (select id::text from citizens)`,
      );
      // The request reads the session, which is not gone yet, and waits to write it.
      const late = visitor.post('/fr/active-profile', { profile: 'citizen' });
      await untilWaiting(portal.app.db, 1);
      await admin.query('commit');
      await late;
    } finally {
      admin.release();
    }
    assert.equal((await visitor.open('/fr/my-space')).status, 303);
  });

  it('ends on the next request once the membership has ended', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    await portal.app.db.transaction((tx) =>
      tx.run(sql`update memberships set ended_at = now() where enterprise_number = ${number}`),
    );
    assert.match((await visitor.open('/fr/my-space')).html, /profile--citizen profile--acting/);
    assert.equal((await visitor.open(`/fr/profiles/${number}/contact`)).status, 404);
  });
});

describe('the switch of profiles', () => {
  it('is for somebody signed in, from this site only', async () => {
    const number = newNumber();
    const { visitor } = await signUp(portal);
    await createProfile(visitor, number);
    assert.equal((await new Visitor(portal).post('/fr/active-profile', { profile: 'citizen' })).status, 401);
    assert.equal((await visitor.post('/fr/active-profile', { profile: 'citizen' }, FROM_ANOTHER_SITE)).status, 403);
    assert.match((await visitor.open('/fr/my-space')).html, /profile--enterprise profile--acting/);
  });
});
