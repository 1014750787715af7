import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import {
  findOrganisation,
  insertOrganisation,
} from '../../../../src/features/profiles/organisation/organisations.repository.ts';
import type { Database } from '../../../../src/platform/database.ts';
import { createTestDatabase } from '../../../support/database.ts';
import { newNumber } from '../../../support/profiles.ts';

let db: Database;
before(async () => {
  ({ db } = await createTestDatabase());
});

async function stored(enterpriseNumber: EnterpriseNumber): Promise<void> {
  const identity = { kind: 'association', name: 'Les Amis du Parc', vatLiable: false, legalForm: null } as const;
  await db.transaction((tx) => insertOrganisation(tx, { enterpriseNumber, ...identity }));
}

test('an organisation is read with its number', async () => {
  const number = newNumber();
  await stored(number);
  assert.equal((await findOrganisation(db, number))?.enterpriseNumber, number);
});

test('a row whose number has wrong check digits is refused when it is read, whatever wrote it', async () => {
  const wrong = '1999000151' as EnterpriseNumber;
  await stored(wrong);
  await assert.rejects(findOrganisation(db, wrong), { name: 'ZodError' });
});
