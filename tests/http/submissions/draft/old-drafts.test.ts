import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deleteOldDrafts } from '../../../../src/features/submissions/draft/drafts.repository.ts';
import { purge } from '../../../../src/platform/postgres/purge.ts';
import { beginDraft } from '../../../support/drafts/drafts.ts';
import { beginAsGuest, REPORT } from '../../../support/drafts/guests.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** As if nobody had touched it for so long, when the job of the night comes. */
async function nightAfter(draft: string, idle: string): Promise<void> {
  const id = draft.split('/').at(-1);
  await portal.app.db.pool.query('update drafts set saved_at = now() - $2::interval where id = $1', [id, idle]);
  await purge(portal.app.db, { old: deleteOldDrafts });
}

describe('a draft that nobody touches', () => {
  it('is kept for thirty days, then gone, from Mon espace too', async () => {
    const { visitor } = await signUp(portal);
    const draft = await beginDraft(visitor, 'event-permit');
    const other = await beginDraft(visitor, 'e-bike-grant');
    await nightAfter(draft, '29 days 23 hours');
    assert.equal((await visitor.open(draft)).status, 303);
    await nightAfter(draft, '30 days 1 minute');
    assert.equal((await visitor.open(draft)).status, 404);
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(!html.includes(draft) && html.includes(other));
  });

  it('is gone after a day when somebody without an account left it', async () => {
    const guest = new Visitor(portal);
    const draft = await beginAsGuest(guest, REPORT);
    const countOf = async () =>
      (await portal.app.db.pool.query('select 1 from drafts where id = $1', [draft.split('/').at(-1)])).rowCount;
    await nightAfter(draft, '23 hours');
    assert.equal(await countOf(), 1);
    await nightAfter(draft, '25 hours');
    assert.equal(await countOf(), 0);
  });
});
