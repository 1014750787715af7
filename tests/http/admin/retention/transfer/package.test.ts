import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { insertFullDue, packedRun, proposeDue, TRANSFER } from '../../../../support/acts/retention.ts';
import { signUp } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { assertIsNotThere } from '../../../../support/refusals.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { until } from '../../../../support/until.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let portal: TestPortal;
let email: string;
let sofia: { visitor: Visitor; colleague: Colleague };
let run: string;
let page: string;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = await signInColleague(portal, ['administrator']);
  await insertFullDue(portal, email, { slug: TRANSFER.slug });
  run = await packedRun(portal);
  page = `/fr/admin/retention/runs/${run}/transfer.zip`;
});
const rows = async (text: string, values: unknown[] = []) => (await portal.app.db.pool.query(text, values)).rows;

describe('the package for the archives', () => {
  it('that the storage does not give was taken by nobody', async () => {
    const { storage } = portal.app;
    const [{ key }] = await rows('select package_id as key from retention_runs where id = $1', [run]);
    const kept = path.join(await temporaryFolder('portal-package'), '0');
    await writeFile(kept, await storage.open(key));
    await storage.remove(key);
    await assertIsNotThere(sofia.visitor, page);
    const [{ taken }] = await rows('select downloaded_at as taken from retention_runs where id = $1', [run]);
    assert.equal(taken, null);
    assert.deepEqual(await rows(`select from audit_events where name = 'retention-downloaded'`), []);
    await storage.keep(key, kept);
  });

  it('was taken by nobody who asked for its headers alone', async () => {
    const cookie = `staff-session=${sofia.visitor.cookie('staff-session')}`;
    const answer = await fetch(new URL(page, portal.origin), { method: 'HEAD', headers: { cookie } });
    assert.equal(answer.status, 200);
    const [{ taken }] = await rows('select downloaded_at as taken from retention_runs where id = $1', [run]);
    assert.equal(taken, null);
    assert.deepEqual(await rows(`select from audit_events where name = 'retention-downloaded'`), []);
  });

  it('whose download was cut was taken by nobody, though it is written that it was opened', async () => {
    const { storage } = portal.app;
    const [{ key, bytes }] = await rows(
      'select package_id as key, package_bytes as bytes from retention_runs where id = $1',
      [run],
    );
    const folder = await temporaryFolder('portal-package');
    const [whole, large] = [path.join(folder, 'whole'), path.join(folder, 'large')];
    await writeFile(whole, await storage.open(key));
    // More than the buffers between the two hold, so that the portal cannot have sent the last byte.
    await writeFile(large, randomBytes(64_000_000));
    await storage.keep(key, large);
    await rows('update retention_runs set package_bytes = 64000000 where id = $1', [run]);
    const cookie = `staff-session=${sofia.visitor.cookie('staff-session')}`;
    const cut = new AbortController();
    const answer = await fetch(new URL(page, portal.origin), { headers: { cookie }, signal: cut.signal });
    await answer.body?.getReader().read();
    const lines = () => portal.logged.filter((line) => line.includes('answer cut short')).length;
    const before = lines();
    cut.abort();
    await until(() => lines() > before, 'the end of the request in the log');
    const [{ taken }] = await rows('select downloaded_at as taken from retention_runs where id = $1', [run]);
    assert.equal(taken, null);
    assert.equal((await rows(`select from audit_events where name = 'retention-downloaded'`)).length, 1);
    await storage.keep(key, whole);
    await rows('update retention_runs set package_bytes = $2 where id = $1', [run, bytes]);
  });

  it('is handed out as a ZIP that nothing keeps or shows, and each time is written to the audit log', async () => {
    const cookie = `staff-session=${sofia.visitor.cookie('staff-session')}`;
    for (let time = 0; time < 2; time += 1) {
      const answer = await fetch(new URL(page, portal.origin), { headers: { cookie } });
      assert.equal(answer.status, 200);
      const content = Buffer.from(await answer.arrayBuffer());
      const [row] = await rows(`select encode(package_sha256, 'hex') as hash from retention_runs where id = $1`, [run]);
      assert.equal(createHash('sha256').update(content).digest('hex'), row.hash);
      const header = (name: string) => answer.headers.get(name);
      assert.equal(header('content-type'), 'application/zip');
      assert.match(
        header('content-disposition') ?? '',
        /^attachment; filename=.*archives-town-planning-information-.*\.zip/,
      );
      assert.match(header('cache-control') ?? '', /no-store/);
      assert.deepEqual(
        [header('x-content-type-options'), header('content-security-policy')],
        ['nosniff', "default-src 'none'; sandbox"],
      );
    }
    const written = await rows(
      `select staff_member_id as by, details ->> 'run' as run from audit_events where name = 'retention-downloaded'`,
    );
    assert.deepEqual(written, Array(3).fill({ by: sofia.colleague.id, run }));
  });

  it('asks for the second factor again, and is there for administrators only', async () => {
    await assertIsNotThere((await signInColleague(portal, ['agent', 'helpdesk'])).visitor, page);
    const { visitor } = await signInColleague(portal, ['administrator']);
    await rows(`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
    assert.match((await visitor.open(page)).location ?? '', /account\/confirmation/);
  });

  it('is not there before it is packed, once it was answered, or for another run', async () => {
    const { visitor, colleague } = await signInColleague(portal, ['administrator']);
    await insertFullDue(portal, email, { slug: TRANSFER.slug });
    const proposed = await proposeDue(portal, colleague, TRANSFER);
    await rows(
      `update retention_runs set status = 'not-taken', refusal = 'Non', package_id = null, answered_by = $2,
         answered_by_name = 'Sofia Rossi', answered_at = now() where id = $1`,
      [run, colleague.id],
    );
    for (const id of [proposed, run, 'nope', '00000000-0000-4000-8000-000000000000']) {
      await assertIsNotThere(visitor, `/fr/admin/retention/runs/${id}/transfer.zip`);
    }
  });
});
