import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Procedures } from '../../../../src/features/procedures/versions/procedures.ts';
import { openAmendment } from '../../../../src/features/submissions/amendment/open-amendment.ts';
import { Database, type Sql } from '../../../../src/platform/database.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { pdf } from '../../../support/submissions/documents.ts';
import { askToComplete, filedRequest } from '../../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

/** Does something else before its statement with that number, the first being 1. */
class Overtaken extends Database {
  sent = 0;
  readonly #at: number;
  readonly #first: () => Promise<unknown>;
  constructor({ pool }: Database, at: number, first: () => Promise<unknown>) {
    super(pool);
    this.#at = at;
    this.#first = first;
  }
  protected override async send(query: Sql) {
    this.sent += 1;
    if (this.sent === this.#at) await this.#first();
    return super.send(query);
  }
}

/** What a second press reads while the first one sends the document, just before the statement with that number. */
async function readWhileSent(at: number) {
  const { lucie, id, path, reference } = await filedRequest(portal, { status: 'in-progress' });
  await askToComplete(portal, id, { fields: ['plan'] });
  await lucie.open(`/fr${path}/completion`);
  await lucie.attach('plan', pdf('nouveau.pdf')).press('Ajouter Plan du lieu');
  const { app } = portal;
  const { rows } = await app.db.pool.query('select revision, citizen_id from submissions where id = $1', [id]);
  const [{ revision: seen, citizen_id: readerId }] = rows;
  const send = async () => assert.equal((await lucie.press('Envoyer le complément')).status, 303);
  const db = new Overtaken(app.db, at, send);
  const procedures = new Procedures(app.db, [], []);
  const own = await openAmendment({ ...app, db, procedures }, { reference, readerId });
  return { own, seen, sent: db.sent };
}

describe('a request whose documents another press sends while it is read', () => {
  it('never lacks them where it looks as if it still waited for them', async () => {
    const statements = (await readWhileSent(0)).sent;
    assert.ok(statements >= 4);
    for (let at = 1; at <= statements; at += 1) {
      const { own, seen } = await readWhileSent(at);
      assert.ok(own.submission.revision !== seen || own.waiting.length === 1, `before statement ${at}`);
    }
  });
});
