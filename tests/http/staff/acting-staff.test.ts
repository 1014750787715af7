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
const TAKE_DEPARTMENTS = 'delete from staff_departments where staff_member_id = $1';

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

async function answerAtDesk(): Promise<Ready> {
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
}

/** Acts that ask for a department as well. */
const ACTS_OF_A_DEPARTMENT: Readonly<Record<string, () => Promise<Ready>>> = {
  'an agent takes a request': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { path } = await filedRequest(portal);
    await visitor.open(`/fr/admin${path}`);
    return { id: colleague.id, send: () => visitor.press('Je m’en charge') };
  },
  'an agent answers a step at the desk': answerAtDesk,
  'an agent closes a request': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { path } = await filedRequest(portal);
    await visitor.open(`/fr/admin${path}/closing`);
    visitor.fill('Pourquoi la classer ?', 'Introduite deux fois.');
    return { id: colleague.id, send: () => visitor.press('Classer la demande') };
  },
  'an agent closes several requests': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { reference: references } = await filedRequest(portal);
    const send = () => visitor.post('/fr/admin/submissions/batch', { references, act: 'close', reason: 'Doublon.' });
    return { id: colleague.id, send };
  },
  'an agent takes several requests': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { reference } = await filedRequest(portal);
    const send = () => visitor.post('/fr/admin/submissions/batch', { references: reference, act: 'take' });
    return { id: colleague.id, send };
  },
  'an agent begins at the desk': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    await visitor.open('/fr/admin/desk/event-permit');
    visitor.type('person', '').choose('Au guichet');
    return { id: colleague.id, send: () => visitor.press('Continuer') };
  },
  'an agent opens a draft by its code': async () => {
    const { visitor, colleague } = await signInColleague(portal);
    const { visitor: other } = await signInColleague(portal);
    await other.open('/fr/admin/desk/event-permit');
    await other.type('person', '').choose('Au guichet').press('Continuer');
    const [, id = ''] = /drafts\/([0-9a-f-]{36})/.exec(other.page.location ?? '') ?? [];
    const code = id.replaceAll('-', '').slice(0, 10);
    return { id: colleague.id, send: () => visitor.post('/fr/admin/desk', { code }) };
  },
};

/** An act of each way in which the staff changes something: what is filed, what somebody files at the desk, others, oneself. */
const ACTS: Readonly<Record<string, () => Promise<Ready>>> = {
  ...ACTS_OF_A_DEPARTMENT,
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
      const { status } = await behindAccount(id, null, send);
      assert.ok([200, 303].includes(status), String(status));
      assert.notDeepEqual(await changed(), earlier);
    });

    it(`does nothing once its sign-in ended meanwhile: ${name}`, async () => {
      const { id, send } = await prepare();
      const earlier = await changed();
      assert.equal((await behindAccount(id, END_SIGN_INS, send)).status, 404);
      assert.deepEqual(await changed(), earlier);
    });
  }

  for (const [name, prepare] of Object.entries(ACTS_OF_A_DEPARTMENT)) {
    it(`does nothing once the department was taken away meanwhile: ${name}`, async () => {
      const { id, send } = await prepare();
      const earlier = await changed();
      const { status } = await behindAccount(id, TAKE_DEPARTMENTS, send);
      // The page that says of each of several requests what became of it is shown, and says that it was not done.
      assert.ok([200, 404, 422].includes(status), String(status));
      assert.deepEqual(await changed(), earlier);
    });
  }

  it('fills nothing in once a colleague opened the draft meanwhile', async () => {
    const { id, send } = await answerAtDesk();
    const { colleague } = await signInColleague(portal);
    const opened = `update desk_visits set staff_member_id = '${colleague.id}' where staff_member_id = $1`;
    const earlier = await changed();
    assert.equal((await behindAccount(id, opened, send)).status, 404);
    assert.deepEqual(await changed(), earlier);
  });
});
