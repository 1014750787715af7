import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { type OwnPostgres, startOwnPostgres } from '../../../support/postgres/own-postgres.ts';
import { confirmedCitizen, fileDraft, readyDraft } from '../../../support/submissions/filing.ts';
import { until } from '../../../support/until.ts';

const KILLS = 2;
const PEOPLE = 3;

let postgres: OwnPostgres;
let portal: TestPortal;
before(async () => {
  postgres = await startOwnPostgres();
  portal = await startPortal();
});

it('what was acknowledged exists with its documents, though Postgres is killed again and again while people file', async (t) => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => confirmedCitizen(portal)));
  const acknowledged = new Set<string>();
  let interrupted = 0;
  let harming = true;
  const filing = people.map(async ({ visitor }) => {
    while (harming) {
      try {
        const { status, location } = await fileDraft(visitor, await readyDraft(visitor));
        if (status === 303) acknowledged.add((location ?? '').split('/').at(-1)?.replaceAll('-', '') ?? '');
      } catch {
        // A page that said 503 ended the person's way through the form: they begin another one.
        interrupted += 1;
        await pause(100);
      }
    }
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(2_000);
    await postgres.crash();
  }
  // On a busy machine nobody may have come so far yet.
  await until(() => interrupted > 0 && acknowledged.size > 0, 'somebody interrupted, and somebody who filed');
  harming = false;
  await Promise.all(filing);
  const { rows } = await portal.app.db.pool.query('select id, reference from submissions');
  const kept = new Set(rows.map(({ reference }) => reference));
  assert.deepEqual(
    [...acknowledged].filter((reference) => !kept.has(reference)),
    [],
    'acknowledged and lost',
  );
  const documents = await portal.app.db.pool.query('select id, sha256 from attachments');
  for (const { id, sha256 } of documents.rows) {
    const content = await buffer(await portal.app.storage.open(id));
    assert.deepEqual(createHash('sha256').update(content).digest(), sha256, 'a row without its file');
  }
  t.diagnostic(
    `${KILLS} kills, ${acknowledged.size} acknowledged, ${rows.length} rows, ${documents.rows.length} documents, ${interrupted} ways cut`,
  );
});
