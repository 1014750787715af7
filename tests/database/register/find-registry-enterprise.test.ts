import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import { findLastExtract, findRegistryEnterprise } from '../../../src/features/register/register.repository.ts';
import type { Database } from '../../../src/platform/database.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';
import { importSample } from '../../support/kbo.ts';

let db: Database;
before(async () => {
  db = ownerDatabase((await createTestDatabase()).url);
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')), null);
  assert.equal(await findLastExtract(db), null);
  await importSample(db);
});

test('an enterprise is found with its names, its form and its kind', async () => {
  assert.deepEqual(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')), {
    registryTypeOfEnterprise: '2',
    registryLegalForm: '610',
    registryLegalFormName: 'Société à responsabilité limitée',
    registryName: 'Brasserie Dubois',
    registryNames: [
      { language: 'fr', type: '001', name: 'Brasserie Dubois' },
      { language: 'fr', type: '003', name: 'Chez Dubois, la "Bonne Pression"' },
    ],
  });
});

test('name and form are given in the language asked', async () => {
  const dutch = await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000249'), 'nl');
  assert.deepEqual(
    [dutch?.registryName, dutch?.registryLegalForm, dutch?.registryLegalFormName],
    ['De Vrienden van het Park', '017', 'Vereniging zonder winstoogmerk'],
  );
  const german = await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000546'), 'de');
  assert.deepEqual(
    [german?.registryName, german?.registryLegalFormName],
    ['Freundeskreis für Straßenmusik', 'Association internationale sans but lucratif'],
  );
});

test('the form as read under the code of 2019 replaces the one of the statutes', async () => {
  assert.equal((await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000348')))?.registryLegalForm, '610');
});

test('a natural person has no form, and a name of unknown language', async () => {
  const person = await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000447'), 'nl');
  assert.deepEqual(
    [person?.registryTypeOfEnterprise, person?.registryLegalForm, person?.registryLegalFormName, person?.registryName],
    ['1', null, null, 'Lambert, Élodie'],
  );
  assert.equal(person?.registryNames[0]?.language, null);
});

test('a number that the register does not know gives nothing', async () => {
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000645')), null);
  assert.equal(await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000744')), null);
});
