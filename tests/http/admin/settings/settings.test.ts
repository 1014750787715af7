import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { CurrentCommune } from '../../../../src/domain/current-commune.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { publishProcedures } from '../../../../src/features/procedures/versions/publish-procedures.ts';
import { sql } from '../../../../src/platform/database.ts';
import { Watch } from '../../../../src/platform/postgres/watch.ts';
import { watchSettings } from '../../../../src/watch-settings.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { statementsDuring } from '../../../support/statements.ts';
import { Visitor } from '../../../support/visitor.ts';

const PAGE = '/fr/admin/settings';
const SAVE = 'Enregistrer le changement';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal();
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

/** What an administrator types to make this the portal of another commune. */
function fillIxelles(visitor: Visitor): void {
  visitor
    .fill('Nom en français', 'Ixelles')
    .fill('Nom en néerlandais', 'Elsene')
    .fill('Sigle du bandeau', '1050')
    .fill('Codes postaux', '1050')
    .fill('Adresse e-mail', 'bonjour@ixelles.example')
    .fill('Téléphone', '02 515 61 11')
    .fill('Heures en français', 'de 9h à 12h')
    .fill('Hôtel communal, en français', 'Chaussée d’Ixelles 168, 1050 Ixelles')
    .fill('Hôtel communal, en néerlandais', 'Elsensesteenweg 168, 1050 Elsene')
    .fill('Centre technique, en français (facultatif)', '')
    .fill('Centre technique, en néerlandais (facultatif)', '')
    .fill('Centre social, en français (facultatif)', '')
    .fill('Centre social, en néerlandais (facultatif)', '')
    .fill('Site de la commune', 'https://www.ixelles.example/')
    .fill('Site des crèches', 'creches.ixelles.example')
    .fill('Site des activités', 'activites.ixelles.example')
    .fill('IBAN', 'BE68 5390 0754 7034')
    .fill('Couleur du portail', '#7a1f3d')
    .fill('Couleur des pages du personnel', '#1f4d3a')
    .fill('Motif', 'Le portail change de commune');
}
const changes = () =>
  portal.app.db.many(
    z.strictObject({ revision: z.number(), reason: z.string() }),
    sql`select revision, reason from commune_changes order by revision`,
  );

describe('the settings of the commune', () => {
  it('are refused where something is missing or wrong, each with its remedy, and keep what was typed', async () => {
    await sofia.open(PAGE);
    assert.match(text(sofia.page.html), /Réglages de la commune/);
    sofia
      .fill('Nom en français', '')
      .fill('Codes postaux', '1050, 12')
      .fill('Adresse e-mail', 'ixelles')
      .fill('Téléphone', '12')
      .fill('Centre social, en néerlandais (facultatif)', '')
      .fill('Site de la commune', 'ixelles')
      .fill('IBAN', 'BE68 5390 0754 7035')
      .fill('BIC (facultatif)', 'ABC');
    const { status, html } = await sofia.press(SAVE);
    assert.equal(status, 422);
    for (const said of [
      'Indiquez le nom de la commune',
      'Indiquez un ou plusieurs codes postaux',
      'Saisissez une adresse e-mail complète',
      'Saisissez un numéro de téléphone complet',
      'Indiquez cette adresse dans les deux langues',
      'Saisissez l’adresse du site',
      'Saisissez l’IBAN complet',
      'Saisissez le BIC',
    ]) {
      assert.ok(text(html).includes(said), said);
    }
    assert.match(html, /value="1050, 12"/);
    assert.deepEqual(await changes(), []);
  });

  it('have a link at the top to each of their parts', async () => {
    const { html } = await sofia.open(PAGE);
    const [, contents = ''] = /<nav class="contents"[^>]*>([\s\S]*?)<\/nav>/.exec(html) ?? [];
    const linked = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    const parts = [...html.matchAll(/<h2 class="govuk-heading-[ml]" id="([^"]+)"/g)].map(([, id]) => id);
    assert.ok(parts.length > 5);
    assert.deepEqual(linked, parts);
  });

  it('must differ from what holds', async () => {
    await sofia.open(PAGE);
    sofia.fill('Motif', 'Pour voir');
    const { status, html } = await sofia.press(SAVE);
    assert.equal(status, 422);
    assert.match(text(html), /Rien n’est changé/);
  });

  it('with those of another commune the portal is that commune’s: pages, mails, manifest, démarches, payments', async () => {
    const guest = new Visitor(portal);
    for (const page of ['/fr', '/fr/terms']) assert.match((await guest.open(page)).html, /Schaerbeek/);
    await sofia.open(PAGE);
    fillIxelles(sofia);
    assert.equal((await sofia.press(SAVE)).location, PAGE);
    assert.match(text((await sofia.follow()).html), /Les réglages sont enregistrés/);
    for (const page of ['/fr', '/nl', '/fr/terms', '/nl/privacy', '/fr/faq', '/fr/accessibility', '/fr/contact']) {
      const { html } = await guest.open(page);
      assert.match(html, page.startsWith('/fr') ? /Ixelles/ : /Elsene/, page);
      assert.doesNotMatch(html, /Sch[ae]{2}rbeek|1030|Colignon|Rodenbach/, page);
    }
    assert.match((await guest.open('/fr')).html, /commune d’Ixelles/);
    const move = text((await guest.open('/fr/procedures/change-of-address')).html);
    assert.match(move, /Vous venez d’emménager à Ixelles/);
    assert.match(
      (await guest.open('/fr/procedures/childcare-registration')).html,
      /https:\/\/creches\.ixelles\.example/,
    );
    const manifest = await (await fetch(`${portal.origin}/manifest.webmanifest`)).text();
    assert.match(manifest, /Ixelles – Elsene.*"short_name":"1050"/);
    assert.match(await (await fetch(`${portal.origin}/.well-known/security.txt`)).text(), /bonjour@ixelles\.example/);
    const { account } = portal.app.commune.settings;
    assert.deepEqual(account, { iban: 'BE68539007547034', bic: null });
  });

  it('stand in the audit log and in the history, with who, when and why', async () => {
    const found = await portal.app.db.many(
      z.strictObject({ details: z.unknown() }),
      sql`select details from audit_events where name = 'commune-changed'`,
    );
    assert.equal(found.length, 1);
    assert.match(JSON.stringify(found), /"changed":\[[^\]]*"name"[^\]]*"account"\]/);
    const html = text((await sofia.open(PAGE)).html);
    assert.match(html, /Version 1 .*Nom, Sigle du bandeau.*Le portail change de commune.*Valeurs de l’installation/);
  });

  it('of two administrators the first holds, and the second sees that somebody came first', async () => {
    const other = (await signInColleague(portal, 'administrator')).visitor;
    await other.open(PAGE);
    await sofia.open(PAGE);
    sofia.fill('Téléphone', '02 515 61 12').fill('Motif', 'Nouveau numéro');
    assert.equal((await sofia.press(SAVE)).status, 303);
    other.fill('Téléphone', '02 515 61 13').fill('Motif', 'Autre numéro');
    const late = await other.press(SAVE);
    assert.equal(late.status, 409);
    assert.match(text(late.html), /Un collègue a changé les réglages entre-temps/);
    assert.match(late.html, /value="02 515 61 13"/);
    assert.equal(portal.app.commune.settings.phone, '02 515 61 12');
    assert.equal((await other.press(SAVE)).status, 303, 'the form now stands over the new revision');
  });

  it('that were refused stand by what the form was shown with: a colleague who came first meanwhile is not overwritten', async () => {
    const other = (await signInColleague(portal, 'administrator')).visitor;
    await other.open(PAGE);
    other.fill('Téléphone', '12').fill('Motif', 'Autre numéro');
    await sofia.open(PAGE);
    sofia.fill('Téléphone', '02 515 61 14').fill('Motif', 'Nouveau numéro');
    assert.equal((await sofia.press(SAVE)).status, 303);
    assert.equal((await other.press(SAVE)).status, 422);
    other.fill('Téléphone', '02 515 61 15');
    assert.equal((await other.press(SAVE)).status, 409);
    assert.equal(portal.app.commune.settings.phone, '02 515 61 14');
  });

  it('can be those of before again, as a change of its own', async () => {
    assert.equal((await sofia.open(`${PAGE}?from=99`)).status, 404);
    await sofia.open(`${PAGE}?from=0`);
    assert.match(text(sofia.page.html), /Le formulaire montre des valeurs d’avant/);
    sofia.fill('Motif', 'Retour');
    assert.equal((await sofia.press(SAVE)).location, PAGE);
    assert.deepEqual(portal.app.commune.settings, portal.app.config.commune);
    assert.match((await new Visitor(portal).open('/fr')).html, /commune de Schaerbeek/);
    assert.equal((await changes()).at(-1)?.reason, 'Retour');
  });

  it('reach another process within a look, and one that starts later', async () => {
    const { db, config, log } = portal.app;
    const other = { db, config, commune: new CurrentCommune(config.commune) };
    const procedures = await publishProcedures(other, loadDefinitions());
    const watch = new Watch(watchSettings(other, procedures), log);
    await watch.check();
    await sofia.open(PAGE);
    fillIxelles(sofia);
    assert.equal((await sofia.press(SAVE)).status, 303);
    assert.equal(other.commune.in('nl').name, 'Schaarbeek');
    await watch.check();
    assert.equal(other.commune.in('nl').name, 'Elsene');
    assert.match(JSON.stringify(procedures.current('change-of-address')?.definition), /à Ixelles/);
  });

  it('sign the mails that follow', async () => {
    const { person } = await signUp(portal);
    const mail = await portal.mailTo(person.email);
    assert.match(mail.text, /Espace personnel de la commune d’Ixelles\nUne question\s\? bonjour@ixelles\.example/);
    assert.match(mail.html, /Ixelles · Elsene/);
  });

  it('cost no page a statement', async () => {
    await untilNoJobs(portal);
    const sent = await statementsDuring(portal.app.db, () => new Visitor(portal).open('/fr/contact'));
    assert.deepEqual(sent, []);
  });
});
