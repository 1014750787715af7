import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { sql } from '../../../../src/platform/database.ts';
import { ACTS, accountOf, citizenIdOf, help } from '../../../support/acts/helpdesk-acts.ts';
import { signIn, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { sharedProfile } from '../../../support/profiles.ts';
import { signInColleague } from '../../../support/staff.ts';
import { insertSubmission } from '../../../support/submissions/submitted.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('the page of an account', () => {
  it('says in whole sentences where it stands, and nothing of what is in a request', async () => {
    const { number, owner } = await sharedProfile(portal);
    const { email } = owner.person;
    const id = await citizenIdOf(portal, email);
    const { reference } = await insertSubmission(portal.app.db, { email });
    await signIn(portal, { email, password: 'pas le bon mot de passe' });
    const { visitor, colleague } = await signInColleague(portal, 'helpdesk');
    const page = await visitor.open(accountOf(id));
    assert.equal(page.status, 200);
    const said = text(page.html);
    for (const sentence of [
      `${email} Paula Dubois Actif`,
      'Votre compte est actif.',
      'Votre adresse e-mail est confirmée depuis le',
      'Votre dernière connexion date du',
      ', par mot de passe.',
      '1 connexion a été refusée pendant les dernières 24 heures',
      'aucun délai ne court',
      'Vos sessions sont ouvertes sur 1 appareil.',
      `Vous êtes gestionnaire de Brasserie Dubois (${number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3')}).`,
      'Les e-mails Confirmation de l’adresse e-mail, le ',
      'Vous avez envoyé 1 demande.',
      'Le helpdesk n’a encore rien fait',
    ]) {
      assert.ok(said.includes(sentence), `${sentence} in ${said}`);
    }
    assert.ok(!page.html.includes(reference) && !said.includes('Terrasse'));
    const opened = await portal.app.db.many(
      z.strictObject({ by: z.string(), details: z.unknown() }),
      sql`select staff_member_id as by, details from audit_events where name = 'citizen-opened'`,
    );
    assert.deepEqual(opened, [{ by: colleague.id, details: { citizenId: id } }]);
    assert.equal((await visitor.open(`/fr/admin/submissions/${reference}`)).status, 404);
  });

  it('says which mail was refused, when and why, and that one is tried again', async () => {
    const { person } = await signUp(portal);
    const id = await citizenIdOf(portal, person.email);
    for (const [state, reason, job] of [
      ['refused', 'mailbox-full', 900_001],
      ['waiting', 'try-later', 900_002],
    ] as const) {
      await portal.app.db.pool.query(
        `insert into mail_deliveries (job_id, asked_at, kind, email, citizen_id, state, reason)
         values ($1, '2026-03-03T09:00:00Z', 'confirm-email', $2, $3, $4, $5)`,
        [job, person.email, id, state, reason],
      );
    }
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const said = text((await visitor.open(accountOf(id))).html).replaceAll(/[\u00a0\u202f]/g, ' ');
    assert.match(said, /Votre adresse e-mail n’est pas encore confirmée/);
    assert.match(said, /Confirmation de l’adresse e-mail, le 3 mars 2026 à 10:00\s*: Refusé : boîte pleine/i);
    assert.match(said, /Pas encore parti : le serveur du destinataire demande d’attendre\. Nous réessayons/i);
  });

  it('says when an account was last used whose sign-ins are forgotten, and until when it is kept', async () => {
    const { person } = await signUp(portal);
    const id = await citizenIdOf(portal, person.email);
    const { visitor } = await signInColleague(portal, 'helpdesk');
    await portal.app.db.pool.query('delete from sign_ins where citizen_id = $1', [id]);
    await portal.app.db.pool.query(
      "update citizens set last_signed_in_on = '2025-01-31', idle_step = 'warned', kept_until = '2027-01-31' where id = $1",
      [id],
    );
    const warned = text((await visitor.open(accountOf(id))).html);
    assert.match(warned, /Votre compte a servi pour la dernière fois le 31 janvier 2025\./);
    assert.match(warned, /votre compte sera fermé après le 31 janvier 2027, sauf si vous vous connectez/);
    await portal.app.db.pool.query(
      "update citizens set idle_step = 'asked-to-hand-over', kept_until = null where id = $1",
      [id],
    );
    assert.match(
      text((await visitor.open(accountOf(id))).html),
      /Il reste ouvert parce que vous êtes la seule personne gestionnaire/,
    );
  });

  it('offers what the account lets, with what the person will get, and shows colleagues who did what', async () => {
    const { person } = await signUp(portal);
    const id = await citizenIdOf(portal, person.email);
    const { visitor } = await signInColleague(portal, 'helpdesk');
    const fresh = await visitor.open(accountOf(id));
    assert.match(text(fresh.html), /Adresse non confirmée.*Votre adresse e-mail n’est pas encore confirmée/);
    for (const [path, offered] of [
      ['email-confirmation', true],
      ['suspension', true],
      ['password-reset', false],
      ['restoration', false],
    ] as const) {
      assert.equal(fresh.html.includes(`${accountOf(id)}/${path}"`), offered, path);
    }
    await help(visitor, id, ACTS.suspension);
    const after = text((await visitor.follow()).html);
    assert.match(
      after,
      /Suspendre le compte .* · Karim Haddad Motif : Demandé par téléphone Personne reconnue : Rappelée au numéro que nous connaissions – au 02 555 12 34/,
    );
    assert.ok(visitor.page.html.includes(`${accountOf(id)}/restoration"`));
    assert.ok(!visitor.page.html.includes(`${accountOf(id)}/suspension"`));
  });

  it('is not there for an id that is nobody’s', async () => {
    const { visitor } = await signInColleague(portal, 'helpdesk');
    for (const id of [randomUUID(), 'x', '%00']) assert.equal((await visitor.open(accountOf(id))).status, 404);
  });
});
