import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { insertAccountLink } from '../../../../src/features/accounts/account-links.repository.ts';
import { findCitizen, insertCitizen } from '../../../../src/features/accounts/citizens.repository.ts';
import { changeEmail } from '../../../../src/features/accounts/email/change-email.ts';
import type { Database } from '../../../../src/platform/database.ts';
import { digestOf } from '../../../../src/platform/sealing.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { untilWaiting } from '../../../support/locks.ts';
import { newAddress } from '../../../support/visitor.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

const person = { passwordHash: 'x', firstName: 'Lucie', lastName: 'Lambert', language: 'fr', captchaId: null } as const;

test('an address that somebody signs up with at the same moment is theirs: the link is dead, and nothing changes', async () => {
  const [email, wanted, token] = [newAddress(), newAddress(), randomBytes(32).toString('base64url')];
  const lucie = await db.transaction((tx) => insertCitizen(tx, { ...person, email }));
  assert.ok(lucie !== null);
  const link = { citizenId: lucie.id, purpose: 'change-email', digest: digestOf(token), email: wanted } as const;
  await db.transaction((tx) => insertAccountLink(tx, { ...link, lifeMinutes: 60 }));
  const change = await db.transaction(async (tx) => {
    await insertCitizen(tx, { ...person, email: wanted });
    const waiting = changeEmail({ db }, { token, network: '192.0.2.7' });
    await untilWaiting(db, 1);
    return { waiting };
  });
  assert.deepEqual(await change.waiting, { outcome: 'link-dead' });
  assert.equal((await findCitizen(db, lucie.id))?.email, email);
});
