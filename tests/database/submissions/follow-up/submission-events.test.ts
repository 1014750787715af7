import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  insertSubmissionEvent,
  listSubmissionEvents,
} from '../../../../src/features/submissions/follow-up/submission-events.repository.ts';
import type { ChangedBy } from '../../../../src/features/submissions/handling/submission-actor.ts';
import type { SubmissionEventContent } from '../../../../src/features/submissions/handling/submission-event.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { addColleague, type Colleague } from '../../../support/staff.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
let nadia: Colleague;
before(async () => {
  portal = await startPortal();
  nadia = await addColleague(portal);
});

/** A request that Lucie filed: its id, and that of her account. */
async function filed(): Promise<{ id: string; citizenId: string }> {
  const { id, person } = await filedRequest(portal);
  const { rows } = await portal.app.db.pool.query('select id from citizens where email = $1', [person.email]);
  return { id, citizenId: rows[0].id };
}

const write = (submissionId: string, content: SubmissionEventContent, by: ChangedBy) =>
  portal.app.db.transaction((tx) => insertSubmissionEvent(tx, { submissionId, content, by }));
const timeline = async (id: string) =>
  (await listSubmissionEvents(portal.app.db, id)).map(({ content, by }) => ({ content, by }));
const lucie = { firstName: 'Lucie', lastName: 'Lambert' };
const filing = (id: string) => ({ content: { name: 'filed', detail: {} }, by: { kind: 'citizen', id, name: lucie } });

describe('an event of a request', () => {
  it('is read as it was written: what it holds, and whether a citizen, a colleague, a guest or the portal did it', async () => {
    const { id, citizenId } = await filed();
    const written = [
      [
        { name: 'withdrawn', detail: { reason: null } },
        { kind: 'citizen', id: citizenId },
      ],
      [
        { name: 'refused', detail: { reason: 'Trop tard' } },
        { kind: 'staff', id: nadia.id },
      ],
      [{ name: 'withdrawn', detail: { reason: 'Par erreur' } }, { kind: 'guest' }],
      [{ name: 'correction-requested', detail: { fields: ['plan'], text: 'Le voici' } }, { kind: 'guest' }],
      [{ name: 'overdue', detail: {} }, { kind: 'portal' }],
      [{ name: 'closed', detail: { reason: 'Sans suite' } }, { kind: 'portal' }],
    ] as const satisfies [SubmissionEventContent, ChangedBy][];
    for (const [content, by] of written) await write(id, content, by);
    const names = { citizen: lucie, staff: { firstName: nadia.firstName, lastName: nadia.lastName } };
    const read = written.map(([content, by]) => ({ content, by: 'id' in by ? { ...by, name: names[by.kind] } : by }));
    assert.deepEqual(await timeline(id), [filing(citizenId), ...read]);
  });

  it('is of a citizen without a name once their account is closed, and still not of a guest', async () => {
    const { id, citizenId } = await filed();
    await portal.app.db.pool.query("update citizens set first_name = '', last_name = '' where id = $1", [citizenId]);
    assert.deepEqual(await timeline(id), [
      { ...filing(citizenId), by: { kind: 'citizen', id: citizenId, name: null } },
    ]);
  });

  it('is not written as done by somebody whom it would not be read of again', async () => {
    const { id, citizenId } = await filed();
    const wrong = [
      [{ name: 'accepted', detail: { reason: null } }, { kind: 'guest' }],
      [{ name: 'overdue', detail: {} }, { kind: 'guest' }],
      [{ name: 'withdrawn', detail: { reason: null } }, { kind: 'portal' }],
    ] as const satisfies [SubmissionEventContent, ChangedBy][];
    for (const [content, by] of wrong) {
      await assert.rejects(write(id, content, by), {
        message: `« ${content.name} » is not brought about by the ${by.kind}`,
      });
    }
    assert.deepEqual(await timeline(id), [filing(citizenId)]);
  });

  for (const [name, detail] of [
    ['refused', {}],
    ['overdue', { reason: 'manager' }],
    ['payment-received', { receivedOn: '2027-02-30', amountCents: 100 }],
    ['moved-house', {}],
  ] as const) {
    it(`« ${name} » that holds « ${JSON.stringify(detail)} » is none`, async () => {
      const { id } = await filed();
      await portal.app.db.pool.query(
        'insert into submission_events (submission_id, name, detail) values ($1, $2, $3)',
        [id, name, JSON.stringify(detail)],
      );
      await assert.rejects(timeline(id), { name: 'ZodError' });
    });
  }
});
