import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Procedures } from '../../../../src/features/procedures/versions/procedures.ts';
import { openAmendment } from '../../../../src/features/submissions/amendment/open-amendment.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { overtakeAt } from '../../../support/presses/overtaken.ts';
import { untilNoJobIsDue } from '../../../support/statements.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { askToComplete, filedRequest } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** What a second press reads while the first one sends the document, just before the statement with that number. */
async function readWhileSent(at: number) {
  const { lucie, id, path, reference } = await filedRequest(portal, { status: 'in-progress' });
  await askToComplete(portal, id, { fields: ['plan'] });
  await lucie.open(`/fr${path}/completion`);
  await lucie.attach('plan', pdf('nouveau.pdf')).press('Ajouter Plan du lieu');
  const { app } = portal;
  const { rows } = await app.db.pool.query('select revision, citizen_id from submissions where id = $1', [id]);
  const [{ revision: seen, citizen_id: readerId }] = rows;
  await untilNoJobIsDue(app.db);
  const procedures = new Procedures(app.db, [], []);
  const overtaken = await overtakeAt(portal, at, {
    first: () => lucie.press('Envoyer le complément'),
    second: () => openAmendment({ ...app, procedures }, { reference, readerId }),
  });
  if (overtaken === null) return null;
  assert.equal(overtaken.first.status, 303);
  return { own: overtaken.second, seen };
}

describe('a request whose documents another press sends while it is read', () => {
  it('never lacks them where it looks as if it still waited for them', async () => {
    for (let at = 1; ; at += 1) {
      const read = await readWhileSent(at);
      if (read === null) return assert.ok(at > 4, 'it was read in several statements');
      const { own, seen } = read;
      assert.ok(own.submission.revision !== seen || own.waiting.length === 1, `before statement ${at}`);
    }
  });
});
