import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Response } from 'express';
import { citizenOf, type SignedIn, signedInOf } from '../../../src/features/accounts/signed-in-citizen.ts';
import { signedInStaff, staffOf } from '../../../src/features/staff/signed-in-staff.ts';

const answering = (locals: object) => ({ locals }) as unknown as Response;

test('nobody signed in is told from a page that never looked, which is a mistake of ours', () => {
  assert.equal(signedInOf(answering({ signedIn: null })), null);
  assert.throws(() => signedInOf(answering({})), /does not load the sessions of citizens/);
  assert.equal(signedInStaff(answering({ staff: null })), null);
  assert.throws(() => signedInStaff(answering({})), /does not load the sessions of the staff/);
});

test('a page behind the guard has somebody, or says that it stands before it', () => {
  const signedIn = { actingProfile: null } as SignedIn;
  assert.equal(citizenOf(answering({ signedIn })), signedIn);
  assert.throws(() => citizenOf(answering({ signedIn: null })), /before the guard/);
  assert.throws(() => staffOf(answering({ staff: null })), /before the guard/);
});
