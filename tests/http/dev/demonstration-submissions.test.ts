import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { before, describe, it } from 'node:test';
import {
  DEMONSTRATION_CITIZENS,
  DEMONSTRATION_PASSWORD,
  loadDemonstrationData,
  loadDemonstrationStaff,
} from '../../../src/dev/demonstration-data.ts';
import { DEMONSTRATION_DRAFTS } from '../../../src/dev/demonstration-submissions/demonstration-requests.ts';
import { isDemonstrationLoaded } from '../../../src/dev/demonstration-submissions/demonstration-rows.ts';
import { loadDemonstrationSubmissions } from '../../../src/dev/demonstration-submissions/load-demonstration-submissions.ts';
import { findCitizenByEmail } from '../../../src/features/accounts/citizens.repository.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';
import { kindOf } from '../../../src/features/procedures/fields/field-kinds.ts';
import { firstUnanswered, walk } from '../../../src/features/procedures/journey.ts';
import type { Procedures } from '../../../src/features/procedures/versions/procedures.ts';
import { publishProcedures } from '../../../src/features/procedures/versions/publish-procedures.ts';
import { SUBMISSION_STATUSES } from '../../../src/features/submissions/submission-status.ts';
import { openSharp } from '../../../src/platform/documents/open-sharp.ts';
import { signIn, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';

let portal: TestPortal;
let procedures: Procedures;
before(async () => {
  portal = await startPortal();
  const { db, storage } = portal.app;
  await loadDemonstrationData(portal.app);
  await loadDemonstrationStaff(portal.app);
  procedures = await publishProcedures(portal.app, loadDefinitions());
  const [lucie, jan] = await Promise.all(DEMONSTRATION_CITIZENS.map(({ email }) => findCitizenByEmail(db, email)));
  assert.ok(lucie && jan);
  assert.equal(await isDemonstrationLoaded(db, lucie.id), false);
  await loadDemonstrationSubmissions({ db, storage, procedures }, { lucie, jan });
  assert.equal(await isDemonstrationLoaded(db, lucie.id), true);
});

describe('the requests of the demonstration', () => {
  it('have every status, and answers that their forms would have taken', async () => {
    const { rows } = await portal.app.db.pool.query('select slug, version, status, answers, declared from submissions');
    assert.deepEqual(new Set(rows.map(({ status }) => status)), new Set(SUBMISSION_STATUSES));
    for (const { slug, version, answers, declared } of rows) {
      const definition = await procedures.form(slug, version);
      const steps = walk(definition, answers);
      assert.equal(firstUnanswered(steps), null, slug);
      assert.equal(declared.length, definition.declarations.length);
      for (const one of steps.flatMap(({ asked }) => asked)) {
        if (one.kind !== 'field' || one.answer === undefined || one.field.type === 'file') continue;
        const reader = { language: 'fr', t: portal.app.texts.fr } as const;
        assert.notEqual(kindOf(one.field).words(one.field, one.answer, reader), '', `${slug} ${one.path}`);
      }
    }
  });

  it('have documents that are what they say they are, each named by an answer and kept in the storage', async () => {
    const { rows } = await portal.app.db.pool.query(
      `select attachments.id, media_type, bytes, sha256, submissions.answers::text
      from attachments join submissions on submissions.id = submission_id`,
    );
    assert.ok(rows.length > 20);
    for (const row of rows) {
      const content = await buffer(await portal.app.storage.open(row.id));
      assert.equal(content.length, row.bytes);
      assert.deepEqual(createHash('sha256').update(content).digest(), row.sha256);
      assert.ok(row.answers.includes(row.id));
      const begins = row.media_type === 'image/jpeg' ? '\xff\xd8\xff' : '%PDF-1.4';
      assert.equal(content.toString('latin1', 0, begins.length), begins);
    }
  });

  it('have photos that are kept as an upload of a telephone is: turned, without the camera and the place', async () => {
    const { rows } = await portal.app.db.pool.query(`select id from attachments where media_type = 'image/jpeg'`);
    assert.ok(rows.length > 0);
    const sharp = await openSharp();
    for (const { id } of rows) {
      const content = await buffer(await portal.app.storage.open(id));
      const { width, height, autoOrient, orientation } = await sharp(content).metadata();
      assert.deepEqual([width, height, orientation], [960, 1_280, 6]);
      assert.deepEqual(autoOrient, { width: 1_280, height: 960 });
      assert.ok(!content.includes('Telephone') && !content.includes('GPS'));
    }
  });

  it('have a document issued where they are delivered, which can be downloaded and verified', async () => {
    const { rows } = await portal.app.db.pool.query(
      `select issued_documents.id, code, reference from submissions
      left join issued_documents on submission_id = submissions.id where status = 'delivered'`,
    );
    assert.ok(rows.length > 0);
    const jan = await signIn(portal, { email: DEMONSTRATION_CITIZENS[1].email, password: DEMONSTRATION_PASSWORD });
    for (const { id, code, reference } of rows) {
      assert.match((await jan.open(`/nl/submissions/${reference}/issued/${id}`)).html, /^%PDF-1\.4/);
      await jan.open(`/nl/verification/${code}`);
      assert.match(text((await jan.follow()).html), /Ja, de gemeente heeft/);
      await jan.open(`/nl/submissions/${reference}`);
      assert.match(text((await jan.follow()).html), /Document afgeleverd door de dienst/);
    }
  });

  it('are in Mon espace of both people, with what was begun, and those of the organisations for both', async () => {
    for (const { email } of DEMONSTRATION_CITIZENS) {
      const visitor = await signIn(portal, { email, password: DEMONSTRATION_PASSWORD });
      const { html, status } = await visitor.open('/fr/my-space');
      assert.equal(status, 200);
      assert.match(text(html), /Brasserie Dubois, introduite par Lucie Lambert/);
      assert.match(text(html), /Les Amis du Parc, introduite par Jan Peeters/);
      const requests = new Set([...html.matchAll(/href="(\/fr\/submissions\/[\d-]+)"/g)].map(([, href = '']) => href));
      assert.ok(requests.size > 5);
      for (const request of requests) assert.equal((await visitor.open(request)).status, 200, request);
      const drafts = [...html.matchAll(/href="(\/fr\/drafts\/[0-9a-f-]{36})"/g)].map(([, href = '']) => href);
      assert.equal(drafts.length, DEMONSTRATION_DRAFTS.length / 2);
      for (const draft of drafts) {
        await visitor.open(draft);
        const step = await visitor.follow();
        assert.equal(step.status, 200);
        assert.doesNotMatch(step.html, /check$/);
      }
    }
  });
});
