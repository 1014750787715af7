import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { judgeRun } from '../../../../src/features/admin/retention/judge-run.ts';
import { AUTHORISATION, insertFullDue, proposeDue } from '../../../support/acts/retention.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { assertIsNotThere } from '../../../support/refusals.ts';
import { actorOf, addColleague, signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let sofia: Visitor;
let due: Awaited<ReturnType<typeof insertFullDue>>;
let hash: string;
let path: string;
before(async () => {
  portal = await startPortal();
  const { email } = (await signUp(portal)).person;
  const signedIn = await signInColleague(portal, ['administrator']);
  sofia = signedIn.visitor;
  due = await insertFullDue(portal, email);
  const { rows } = await portal.app.db.pool.query(`select encode(sha256, 'hex') as hash from issued_documents`);
  hash = rows[0].hash;
  const run = await proposeDue(portal, signedIn.colleague);
  path = `/fr/admin/retention/runs/${run}/certificate`;
  await assertIsNotThere(sofia, path);
  const by = await actorOf(portal, await addColleague(portal, 'administrator'));
  await judgeRun(portal.app, { id: run, refusal: null, by });
  await untilNoJobs(portal);
});

describe('the certificate', () => {
  it('says what went, with the hash of each document, and who proposed and confirmed it', async () => {
    const { status, html } = await sofia.open(path);
    assert.equal(status, 200);
    const said = text(html);
    for (const words of [due.written, AUTHORISATION, hash, 'Demandes détruites 1', 'Documents détruits 2']) {
      assert.ok(said.includes(words), words);
    }
    assert.match(said, /Proposé par Sofia Rossi, le .* Confirmé par Sofia Rossi, le/);
    for (const person of ['Lucie', 'Lambert', 'Joséphine']) assert.ok(!said.includes(person), person);
  });

  it('is kept as a file, whose SHA-256 is printed on it, whatever a colleague is called later', async () => {
    await portal.app.db.pool.query(`update staff_members set first_name = 'Autre'`);
    const { html } = await sofia.open(path);
    const file = await sofia.open(`${path}.json`);
    assert.equal(file.status, 200);
    assert.match(file.headers.get('content-disposition') ?? '', /attachment/);
    assert.ok(html.includes(createHash('sha256').update(file.html).digest('hex')));
    assert.equal(JSON.parse(file.html).proposed.name, 'Sofia Rossi');
  });

  it('is read in four languages, by administrators only', async () => {
    for (const [language, said] of Object.entries({ nl: 'Vernietigde aanvragen', en: 'Requests', de: 'Vernichtete' })) {
      assert.ok(text((await sofia.open(path.replace('/fr/', `/${language}/`))).html).includes(said));
    }
    const { visitor } = await signInColleague(portal, ['agent', 'helpdesk']);
    for (const page of [path, `${path}.json`]) await assertIsNotThere(visitor, page);
  });
});
