import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signInStaff } from '../../../../src/features/staff/sign-in/sign-in-staff.ts';
import { sql } from '../../../../src/platform/database.ts';
import { createSealing } from '../../../../src/platform/sealing.ts';
import { startPortal, TEST_SECRET, type TestPortal } from '../../../support/portal.ts';
import { addColleague, type Colleague, codeOf } from '../../../support/staff.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { newAddress } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

const input = (colleague: Colleague) => ({
  email: colleague.email,
  password: colleague.password,
  code: codeOf(portal, colleague),
  client: { network: '192.0.2.7', browser: 'Firefox, Windows' },
  remembered: '',
});

/** Statements and hashes: what an outsider could measure. */
async function workOf(changes: object, colleague: Colleague) {
  let hashes = 0;
  const passwords = {
    ...portal.app.passwords,
    verify: (hash: string | null, plain: string) => {
      hashes += 1;
      return portal.app.passwords.verify(hash, plain);
    },
  };
  const sent = await statementsDuring(portal.app.db, async () => {
    const result = await signInStaff({ ...portal.app, passwords }, { ...input(colleague), ...changes });
    assert.equal(result.outcome, 'refused');
  });
  return { hashes, statements: sent.map(({ text }) => text.replace(/\s+/g, ' ').trim().slice(0, 40)) };
}

describe('a refused sign-in of the staff', () => {
  it('costs one hash and the same statements whether the address, the password or the code is wrong', async () => {
    const works = [
      await workOf({ email: newAddress('nobody') }, await addColleague(portal)),
      await workOf({ password: 'not the right one at all' }, await addColleague(portal)),
      await workOf({ code: '000000' }, await addColleague(portal)),
    ];
    for (const work of works) assert.deepEqual(work, works[0]);
    assert.equal(works[0]?.hashes, 1);
  });
});

describe('an accepted sign-in of the staff', () => {
  it('seals the second factor again under the newest key, so that the old one may go', async () => {
    const colleague = await addColleague(portal);
    const newest = 'a-newer-key-of-more-than-32-bytes!';
    const rotating = createSealing([newest, TEST_SECRET], portal.clock);
    const result = await signInStaff({ ...portal.app, sealing: rotating }, input(colleague));
    assert.equal(result.outcome, 'signed-in');
    portal.clock.advance(30);
    const alone = createSealing([newest], portal.clock);
    assert.equal((await signInStaff({ ...portal.app, sealing: alone }, input(colleague))).outcome, 'signed-in');
    portal.clock.advance(30);
    assert.equal((await signInStaff(portal.app, input(colleague))).outcome, 'refused');
  });

  it('hashes the password again when it was under weaker parameters', async () => {
    const colleague = await addColleague(portal);
    const passwords = { ...portal.app.passwords, isOutdated: () => true };
    const hashNow = async () =>
      (await portal.app.db.pool.query('select password_hash from staff_members where id = $1', [colleague.id])).rows[0]
        .password_hash;
    const before = await hashNow();
    const first = await signInStaff({ ...portal.app, passwords }, input(colleague));
    assert.equal(first.outcome, 'signed-in');
    assert.notEqual(await hashNow(), before);
    portal.clock.advance(30);
    assert.equal((await signInStaff(portal.app, input(colleague))).outcome, 'signed-in');
  });

  it('is refused when the account was suspended while its hash was computed', async () => {
    const colleague = await addColleague(portal);
    const passwords = {
      ...portal.app.passwords,
      verify: async (hash: string | null, plain: string) => {
        const right = await portal.app.passwords.verify(hash, plain);
        await portal.app.db.transaction((tx) =>
          tx.run(sql`update staff_members set status = 'suspended' where id = ${colleague.id}`),
        );
        return right;
      },
    };
    assert.equal((await signInStaff({ ...portal.app, passwords }, input(colleague))).outcome, 'refused');
  });
});
