import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { insertDue, insertFullDue, packedRun, proposeDue, TRANSFER } from '../../../../support/acts/retention.ts';
import { signUp, text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../../support/portal.ts';
import { assertIsNotThere, FROM_ANOTHER_SITE } from '../../../../support/refusals.ts';
import { type Colleague, signInColleague } from '../../../../support/staff.ts';
import type { Visitor } from '../../../../support/visitor.ts';

const BUTTON = 'Enregistrer la réponse';
const RECEIVED = 'Reçu par les archives';
const NOT_TAKEN = 'Pas de transfert';
const RECEIPT = 'Référence de l’accusé de réception';
let portal: TestPortal;
let email: string;
let sofia: { visitor: Visitor; colleague: Colleague };
let jeanne: Visitor;
before(async () => {
  portal = await startPortal();
  email = (await signUp(portal)).person.email;
  sofia = await signInColleague(portal, ['administrator']);
  jeanne = (await signInColleague(portal, ['administrator'])).visitor;
});
const rows = async (statement: string, values: unknown[] = []) =>
  (await portal.app.db.pool.query(statement, values)).rows;
const pathOf = (run: string) => `/fr/admin/retention/runs/${run}/transfer`;

describe('a transfer to the archives', () => {
  it('goes from the dry run by a second administrator to the page where it is handed over', async () => {
    const due = await insertFullDue(portal, email, { slug: TRANSFER.slug });
    const { visitor } = sofia;
    const dryRun = await visitor.open(`/fr/admin/retention?procedure=${TRANSFER.slug}&fate=transfer`);
    const [, href = ''] = /class="govuk-button" href="([^"]+)"/.exec(dryRun.html) ?? [];
    assert.match(
      text((await visitor.open(href.replaceAll('&amp;', '&'))).html),
      /fichier ZIP .* est préparé pour les archives/,
    );
    await visitor
      .fill('Autorisation des Archives de l’État', 'Tableau de tri 2019')
      .press('Proposer à une seconde personne');
    const run = visitor.page.location ?? '';
    assert.match(text((await jeanne.open(run)).html), /Rien n’est détruit avant qu’elles l’aient reçu/);
    await jeanne.choose('Confirmer').press('Enregistrer la décision');
    assert.match(text((await jeanne.follow()).html), /Le fichier pour les archives est préparé maintenant/);
    await untilNoJobs(portal);
    assert.match(text((await jeanne.open(run)).html), /À remettre.*Remise aux archives/s);
    assert.ok(jeanne.page.html.includes(`href="${run}/transfer"`));
    const [row] = await rows(`select encode(package_sha256, 'hex') as hash from retention_runs where id = $1`, [
      run.split('/').at(-1),
    ]);
    const said = text((await jeanne.open(`${run}/transfer`)).html);
    assert.ok(said.includes(row.hash));
    assert.match(said, /Téléchargez le fichier\..*Demandes 1 .*Téléchargé la première fois Pas encore/s);
    assert.ok(!said.includes(due.written), 'no content, nor a reference');
  });

  it('is received once somebody has downloaded it, with the reference of the archives, and only then destroyed', async () => {
    const [{ id: run }] = await rows(`select id from retention_runs where status = 'packed'`);
    const path = pathOf(run);
    await jeanne.open(path);
    assert.equal((await jeanne.press(BUTTON)).status, 422);
    const bare = await jeanne.choose(RECEIVED).press(BUTTON);
    assert.equal(bare.status, 422);
    assert.match(text(bare.html), /Indiquez la référence de l’accusé de réception/);
    const early = await jeanne.choose(RECEIVED).fill(RECEIPT, 'AGR 2026/1234').press(BUTTON);
    assert.equal(early.status, 422);
    assert.match(text(early.html), /Personne n’a encore téléchargé le fichier/);
    assert.match(early.html, /value="AGR 2026\/1234"/);
    const [, file = ''] = /href="([^"]+\.zip)"/.exec(early.html) ?? [];
    assert.equal((await jeanne.open(file)).status, 200);
    await jeanne.open(path);
    assert.doesNotMatch(text(jeanne.page.html), /Pas encore/);
    assert.deepEqual(await rows('select 1 from submissions where destroyed_at is not null'), []);
    assert.equal((await jeanne.choose(RECEIVED).fill(RECEIPT, 'AGR 2026/1234').press(BUTTON)).status, 303);
    assert.match(text((await jeanne.follow()).html), /La réception par les archives est enregistrée/);
    await untilNoJobs(portal);
    const done = text((await jeanne.open(path.replace('/transfer', ''))).html);
    assert.match(done, /Le certificat dit ce qui a été transféré/);
    assert.match(done, /Réception notée par Sofia Rossi, le .* Référence de l’accusé de réception AGR 2026\/1234/);
    assert.match(done, /transférée, puis détruite ici/);
    const late = await sofia.visitor.post(path, { answer: 'not-taken', reason: 'Non' });
    assert.equal(late.status, 422);
    assert.match(text(late.html), /Quelqu’un a déjà indiqué la réponse.*AGR 2026\/1234/s);
    assert.ok(!late.html.includes('type="radio"'));
    const certificate = text((await jeanne.open(path.replace('/transfer', '/certificate'))).html);
    assert.match(certificate, /Les archives ont reçu le contenu.*Empreinte SHA-256 du fichier ZIP [0-9a-f]{64}/s);
  });

  it('is given up with a reason, and says so in the list of its requests', async () => {
    const due = await insertDue(portal, { email, slug: TRANSFER.slug });
    const path = pathOf(await packedRun(portal));
    await jeanne.open(path);
    const bare = await jeanne.choose(NOT_TAKEN).press(BUTTON);
    assert.equal(bare.status, 422);
    assert.match(text(bare.html), /[Rr]aison/);
    assert.equal((await jeanne.choose(NOT_TAKEN).fill('Raison', 'Format refusé').press(BUTTON)).status, 303);
    const said = text((await jeanne.follow()).html);
    assert.match(said, new RegExp(`Pas transféré.*Format refusé.*${due.written} gardée : pas transférée`, 's'));
    assert.match(said, /Confirmé par Sofia Rossi/);
  });

  it('shows how far it is while it is packed, and can be given up', async () => {
    for (let nth = 0; nth < 3; nth += 1) await insertDue(portal, { email, slug: TRANSFER.slug });
    const run = await proposeDue(portal, sofia.colleague, TRANSFER);
    const path = pathOf(run);
    await assertIsNotThere(jeanne, path, { answer: 'received', receipt: 'AGR 1' });
    const { colleague } = await signInColleague(portal, ['administrator']);
    await rows(
      `update retention_runs set status = 'packing', packed_requests = 2, judged_by = $2, judged_by_name = 'Jeanne',
         judged_at = now() where id = $1`,
      [run, colleague.id],
    );
    const { html } = await jeanne.open(path);
    assert.match(html, /data-under-way/);
    assert.match(text(html), /2 demandes sur 4/);
    assert.ok(!html.includes('value="received"') && !html.includes('transfer.zip'));
    assert.equal((await jeanne.post(path, { answer: 'received', receipt: 'AGR 1' })).status, 422);
    await jeanne.open(path);
    assert.equal((await jeanne.press('Renoncer au transfert')).status, 422, 'without a reason');
  });

  it('asks for the second factor, is of a transfer only, for administrators on our own pages', async () => {
    await insertDue(portal, { email });
    const destruction = await proposeDue(portal, sofia.colleague);
    const [{ id }] = await rows(`select id from retention_runs where status = 'packing'`);
    for (const run of [destruction, 'nope', '00000000-0000-4000-8000-000000000000']) {
      await assertIsNotThere(jeanne, pathOf(run), { answer: 'not-taken', reason: 'Non' });
    }
    await assertIsNotThere((await signInColleague(portal, ['agent', 'helpdesk'])).visitor, pathOf(id));
    await jeanne.open(pathOf(id));
    assert.equal(
      (await jeanne.post(pathOf(id), { answer: 'not-taken', reason: 'Non' }, FROM_ANOTHER_SITE)).status,
      403,
    );
    for (const [language, said] of Object.entries({ nl: 'Bezorging aan het', en: 'Handing over', de: 'Übergabe an' })) {
      assert.ok(text((await jeanne.open(pathOf(id).replace('/fr/', `/${language}/`))).html).includes(said), language);
    }
    await jeanne.open(pathOf(id));
    await rows(`update staff_sign_ins set confirmed_at = now() - interval '11 minutes'`);
    assert.equal((await jeanne.fill('Raison', 'Non').press('Renoncer au transfert')).status, 401);
    assert.equal((await rows('select status from retention_runs where id = $1', [id]))[0]?.status, 'packing');
  });
});
