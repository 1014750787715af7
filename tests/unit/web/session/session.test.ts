import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request } from 'express';
import { sessionUser } from '../../../../src/web/session/session.ts';
import type { SessionUser } from '../../../../src/web/session/session-kinds.ts';

const citizen: SessionUser = { actor: 'citizen', id: 'c1', signInId: 's1' };
const staff: SessionUser = { actor: 'staff', id: 'm1', epoch: 1, signInId: 'c' };
const read = (actor: SessionUser['actor'], user: SessionUser | undefined) =>
  sessionUser({ session: { user } } as unknown as Request, actor);

describe('a session', () => {
  it('is of one actor: to the other it is none', () => {
    assert.deepEqual(read('citizen', citizen), citizen);
    assert.deepEqual(read('staff', staff), staff);
    assert.equal(read('staff', citizen), null);
    assert.equal(read('citizen', staff), null);
  });

  it('that holds nobody, or was not loaded, is none', () => {
    assert.equal(read('citizen', undefined), null);
    assert.equal(sessionUser({} as Request, 'staff'), null);
  });
});
