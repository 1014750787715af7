import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadDemonstrationRegister } from '../../../src/dev/demonstration-register.ts';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import { findRegistryEnterprise } from '../../../src/features/register/register.repository.ts';
import { createTestDatabase, ownerDatabase } from '../../support/database.ts';
import { importFrom, importSample, sampleFolder } from '../../support/kbo.ts';

it('the sample of the register is loaded where there is none, and leaves alone what is there', async () => {
  const db = ownerDatabase((await createTestDatabase()).url);
  await loadDemonstrationRegister(db);
  assert.equal(
    (await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')))?.registryName,
    'Brasserie Dubois',
  );
  const other = ownerDatabase((await createTestDatabase()).url);
  await importSample(other);
  await importFrom(other, sampleFolder('update'));
  await loadDemonstrationRegister(other);
  assert.notEqual(await findRegistryEnterprise(other, EnterpriseNumber.parse('1999000645')), null);
});
