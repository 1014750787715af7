import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { HandledDefinition } from '../../../../src/features/procedures/definition/definition.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { forCommune } from '../../../../src/features/procedures/versions/for-commune.ts';
import { listProcedureVersions } from '../../../../src/features/procedures/versions/procedure-versions.repository.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import type { Database } from '../../../../src/platform/database.ts';
import { commune } from '../../../support/commune.ts';
import { createTestDatabase, ownerDatabase } from '../../../support/database.ts';
import { statementsDuring } from '../../../support/statements.ts';

let db: Database;
let owner: Database;
before(async () => {
  const { db: serving, url } = await createTestDatabase();
  db = serving;
  owner = ownerDatabase(url);
});

const definitions = loadDefinitions();
const grant = definitions.find(({ slug }) => slug === 'e-bike-grant') as HandledDefinition;
const renamed = (fr: string): HandledDefinition => ({ ...grant, name: { ...grant.name, fr } });
const versionsOf = async (slug: string) =>
  (await listProcedureVersions(db)).filter((one) => one.slug === slug).map(({ version }) => version);

describe('publishing the démarches', () => {
  it('makes one version of each, however many processes start at once', async () => {
    const started = await Promise.all([1, 2, 3, 4].map(() => publishProcedures({ db, commune }, definitions)));
    assert.equal((await listProcedureVersions(db)).length, definitions.length);
    for (const { slug } of definitions) {
      assert.deepEqual(
        started.map((procedures) => procedures.current(slug)?.version),
        [1, 1, 1, 1],
        slug,
      );
    }
  });

  it('costs two statements when nothing has changed: the versions, and what administrators have set', async () => {
    const statements = await statementsDuring(db, () => publishProcedures({ db, commune }, definitions));
    assert.equal(statements.length, 2);
  });

  it('makes a new version of the one that changed, and none when the content of before comes back', async () => {
    const changed = await publishProcedures({ db, commune }, [renamed('Une autre prime')]);
    assert.equal(changed.current('e-bike-grant')?.version, 2);
    const before = await publishProcedures({ db, commune }, definitions);
    assert.equal(before.current('e-bike-grant')?.version, 1);
    assert.deepEqual(await versionsOf('e-bike-grant'), [1, 2]);
    assert.deepEqual(await versionsOf('event-permit'), [1]);
  });

  it('gives the form of an older version as it was, read once', async () => {
    const today = await publishProcedures({ db, commune }, [renamed('La prime de demain')]);
    const first = await today.form('e-bike-grant', 1);
    assert.deepEqual(first, forCommune(grant, commune));
    const statements = await statementsDuring(db, () => today.form('e-bike-grant', 1));
    assert.equal(statements.length, 0);
    assert.equal((await today.form('e-bike-grant', 3)).name.fr, 'La prime de demain');
    await assert.rejects(today.form('e-bike-grant', 99), /expected one row/);
  });

  it('never changes a version', async () => {
    for (const statement of ["update procedure_versions set slug = 'other'", 'delete from procedure_versions']) {
      await assert.rejects(owner.pool.query(statement), /append-only/);
      await assert.rejects(db.pool.query(statement), /permission denied/);
    }
  });
});
