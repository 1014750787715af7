import assert from 'node:assert/strict';
import test from 'node:test';
import { EnterpriseNumber } from '../../../src/domain/numbers/enterprise-number.ts';
import { findRegistryEnterprise } from '../../../src/features/register/register.repository.ts';
import { createTestDatabase } from '../../support/database.ts';
import { editedSample, numbered, sampleFolder, temporaryFolder, zippedSample } from '../../support/kbo.ts';
import { type Ended, runCommand } from '../../support/processes/command.ts';

const { url, db } = await createTestDatabase();

async function run(...options: string[]): Promise<Ended> {
  const environment = { DATABASE_URL: url, DATA_DIR: await temporaryFolder() };
  return runCommand('src/commands/kbo-import.ts', { options, environment });
}

test('the command imports into DATABASE_URL and says what it did', async () => {
  const { code, said, complained } = await run(await zippedSample('full'));
  assert.equal(code, 0, complained);
  assert.match(said, /^enterprise\.csv: 5 rows, 5 kept, 0 not used, 0 malformed$/m);
  assert.match(said, /^The register stands at full extract 900 of 2026-10-02\.$/m);
  assert.match(complained, /^denomination\.csv +100 % .*14 rows/m);
  assert.equal(
    (await findRegistryEnterprise(db, EnterpriseNumber.parse('1999000150')))?.registryName,
    'Brasserie Dubois',
  );
});

test('an update imported twice is no failure', async () => {
  assert.equal((await run(sampleFolder('update'))).code, 0);
  const { code, said } = await run(sampleFolder('update'));
  assert.equal(code, 0);
  assert.match(said, /Nothing to do: the register stands at update extract 901/);
});

test('a refused extract ends with 1 and the reason', async () => {
  const { code, said } = await run(sampleFolder('full'));
  assert.equal(code, 1);
  assert.match(said, /Refused: full extract 900 .* is older than the register, which stands at update extract 901/);
});

test('an extract that takes most of the register away is imported only when that is asked for', async () => {
  const folder = await editedSample('full', {
    'meta.csv': numbered(905),
    'enterprise.csv': (text) => text.split('\n').slice(0, 2).join('\n'),
  });
  const { code, complained } = await run(folder);
  assert.deepEqual(
    [code, /Refused: .* with --shrink\nThe register is as it was/.test(complained)],
    [1, true],
    complained,
  );
  const forced = await run(folder, '--shrink');
  assert.match(forced.said, /The register stands at full extract 905/);
});

test('a place that is not there, or none, ends with 1 and the remedy', async () => {
  const missing = await run('/nowhere');
  assert.deepEqual([missing.code, /\/nowhere does not exist: give the folder/.test(missing.complained)], [1, true]);
  const none = await run();
  assert.deepEqual([none.code, /usage: npm run kbo:import/.test(none.complained)], [1, true]);
});
