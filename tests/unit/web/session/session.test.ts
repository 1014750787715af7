import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request } from 'express';
import { sessionUser } from '../../../../src/web/session/session.ts';
import type { SessionUser } from '../../../../src/web/session/session-kinds.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const clock = { now: () => new Date(NOW) };
const HOURS = 3_600_000;
const citizen = (hoursAgo = 0): SessionUser => ({
  actor: 'citizen',
  id: 'c1',
  signInId: 's1',
  signedInAt: NOW - hoursAgo * HOURS,
});
const staff = (hoursAgo = 0): SessionUser => ({
  actor: 'staff',
  id: 'm1',
  epoch: 1,
  signedInAt: NOW - hoursAgo * HOURS,
});
const read = (actor: SessionUser['actor'], user: SessionUser | undefined) =>
  sessionUser({ session: { user } } as unknown as Request, { actor, clock });

describe('a session', () => {
  it('is of one actor: to the other it is none', () => {
    assert.deepEqual(read('citizen', citizen()), citizen());
    assert.deepEqual(read('staff', staff()), staff());
    assert.equal(read('staff', citizen()), null);
    assert.equal(read('citizen', staff()), null);
  });

  it('is good for 12 hours, for the staff 8', () => {
    assert.notEqual(read('citizen', citizen(11.99)), null);
    assert.equal(read('citizen', citizen(12)), null);
    assert.notEqual(read('staff', staff(7.99)), null);
    assert.equal(read('staff', staff(8)), null);
  });

  it('that holds nobody, or was not loaded, is none', () => {
    assert.equal(read('citizen', undefined), null);
    assert.equal(sessionUser({} as Request, { actor: 'staff', clock }), null);
  });
});
