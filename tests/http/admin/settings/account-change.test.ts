import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from '../../../../src/platform/database.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { addColleague, signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

const PAGE = '/fr/admin/settings';
let portal: TestPortal;
let sofia: Visitor;
before(async () => {
  portal = await startPortal({ environment: { COMMUNE_ADDRESS_EN: 'Colignon Square, 1030 Schaerbeek' } });
  sofia = (await signInColleague(portal, 'administrator')).visitor;
});

async function set(label: string, value: string): Promise<void> {
  await sofia.open(PAGE);
  sofia.fill(label, value).fill('Motif', 'Essai');
  assert.equal((await sofia.press('Enregistrer le changement')).location, PAGE);
  await untilNoJobs(portal);
}
const told = () => portal.mails.filter(({ subject }) => /compte bancaire|bankrekening/.test(subject));

describe('another bank account', () => {
  it('is told to the mailbox of the commune, at its address of before, where there is no other administrator', async () => {
    await sofia.open(PAGE);
    sofia.fill('Adresse e-mail', 'ailleurs@exemple.be');
    sofia.fill('IBAN', 'BE68 5390 0754 7034').fill('Motif', 'Nouvelle banque');
    assert.equal((await sofia.press('Enregistrer le changement')).location, PAGE);
    await untilNoJobs(portal);
    assert.deepEqual(
      told().map(({ to }) => to),
      [portal.app.config.commune.email],
    );
  });

  it('is told to every other administrator who is active, in their language, without either number', async () => {
    const karim = await addColleague(portal, ['helpdesk', 'administrator']);
    const wim = await addColleague(portal, 'administrator');
    const gone = await addColleague(portal, 'administrator');
    await addColleague(portal, 'agent');
    await portal.app.db.transaction(async (tx) => {
      await tx.run(sql`update staff_members set language = 'nl' where id = ${wim.id}`);
      await tx.run(sql`update staff_members set status = 'suspended' where id = ${gone.id}`);
    });
    portal.mails.length = 0;
    await set('IBAN', 'BE62 5100 0754 7061');
    assert.deepEqual(
      told()
        .map(({ to }) => to)
        .toSorted(),
      [karim.email, wim.email].toSorted(),
    );
    const { text, subject } = await portal.mailTo(karim.email);
    assert.equal(subject, 'Le compte bancaire du portail a changé');
    assert.match(text, /Sofia Rossi a changé le compte bancaire/);
    assert.match(text, /se terminait par 7034, il se termine maintenant par 7061/);
    assert.ok(text.includes(`${portal.origin}/fr/admin/settings`));
    assert.doesNotMatch(text.replaceAll(' ', ''), /53900754|51000754/);
    assert.match((await portal.mailTo(wim.email)).text, /eindigde op 7034, nu eindigt ze op 7061/);
  });

  it('is not told where the account is the same', async () => {
    portal.mails.length = 0;
    await set('Téléphone', '02 515 61 12');
    assert.deepEqual(told(), []);
  });
});

describe('the addresses that the environment gives in English or German', () => {
  it('outlast what is set on the page, and can be set there', async () => {
    assert.equal(portal.app.commune.settings.townHall.en, 'Colignon Square, 1030 Schaerbeek');
    await set('Hôtel communal, en allemand (facultatif)', 'Colignonplatz, 1030 Schaerbeek');
    const { en, de } = portal.app.commune.settings.townHall;
    assert.deepEqual([en, de], ['Colignon Square, 1030 Schaerbeek', 'Colignonplatz, 1030 Schaerbeek']);
  });
});
