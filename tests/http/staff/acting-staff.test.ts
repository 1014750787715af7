import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { answerStep, EVENT_STEPS } from '../../support/drafts/drafts.ts';
import { untilWaiting } from '../../support/locks.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { addColleague, signInAs, signInColleague } from '../../support/staff.ts';
import { filedRequest } from '../../support/submissions/handling.ts';
import type { Answer } from '../../support/visitor.ts';

// Of somebody who signs out a thief, or changes a password that was stolen: an act that the thief sent just before, and
// that waits for a lock, must not land afterwards.

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const rows = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;
const END_SIGN_INS = 'update staff_sign_ins set ended_at = now() where staff_member_id = $1';

/** Sends an act that waits for the account of who sends it, and meanwhile runs the statement. */
async function behindAccount(id: string, meanwhile: string | null, send: () => Promise<Answer>): Promise<Answer> {
  const holder = await portal.app.db.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('select from staff_members where id = $1 for no key update', [id]);
    const answer = send();
    await untilWaiting(portal.app.db, 1);
    if (meanwhile !== null) await holder.query(meanwhile, [id]);
    await holder.query('commit');
    return await answer;
  } finally {
    holder.release();
  }
}

type Ready = { id: string; send: () => Promise<Answer> };

/** An act of each way in which the staff changes something: what is filed, what somebody files at the desk, others, oneself. */
const ACTS: Readonly<Record<string, () => Promise<Ready>>> = {
  'an agent takes a request': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { path } = await filedRequest(portal);
    await visitor.open(`/fr/admin${path}`);
    return { id: colleague.id, send: () => visitor.press('Je m’en charge') };
  },
  'an agent answers a step at the desk': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    await visitor.open('/fr/admin/desk/event-permit');
    await visitor.type('person', '').choose('Au guichet').press('Continuer');
    await visitor.follow();
    const { url } = visitor.page;
    const send = async () => {
      await answerStep(visitor, url, EVENT_STEPS[0]?.[1]() ?? {});
      return visitor.page;
    };
    return { id: colleague.id, send };
  },
  'an administrator suspends a colleague': async () => {
    const { visitor, colleague } = await signInColleague(portal, 'administrator');
    const { id } = await addColleague(portal);
    await visitor.open(`/fr/admin/staff/${id}/suspension`);
    visitor.fill('Motif', 'Départ à la pension, convenu avec le chef du service');
    return { id: colleague.id, send: () => visitor.press('Suspendre') };
  },
  'somebody signs out everywhere else': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    portal.clock.advance(60);
    await signInAs(portal, colleague);
    await visitor.open('/fr/admin/account/sessions');
    return { id: colleague.id, send: () => visitor.press('Fermer toutes les autres sessions') };
  },
};

/** What these acts change. */
async function changed(): Promise<unknown> {
  const [found] = await rows(
    'select (select count(*) from audit_events) as events, (select sum(revision) from drafts) as answers',
  );
  return found;
}

describe('an act of the staff that waits for a lock', () => {
  for (const [name, prepare] of Object.entries(ACTS)) {
    it(`lands while its sign-in stands: ${name}`, async () => {
      const { id, send } = await prepare();
      const earlier = await changed();
      assert.equal((await behindAccount(id, null, send)).status, 303);
      assert.notDeepEqual(await changed(), earlier);
    });

    it(`does nothing once its sign-in ended meanwhile: ${name}`, async () => {
      const { id, send } = await prepare();
      const earlier = await changed();
      assert.equal((await behindAccount(id, END_SIGN_INS, send)).status, 404);
      assert.deepEqual(await changed(), earlier);
    });
  }
});
