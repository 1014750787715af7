import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { listMailsOfCitizen } from '../../../../src/features/notifications/deliveries/mail-deliveries.repository.ts';
import { sendMail } from '../../../../src/features/notifications/send-mail.ts';
import { jobRun } from '../../../support/jobs/job-run.ts';
import { lucie, type Person, signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { linkInMail, type SmtpInbox, startSmtp } from '../../../support/smtp.ts';
import { newAddress, Visitor } from '../../../support/visitor.ts';

/** What the mail server answers to each address; it takes the mails to all others. */
const answers = new Map<string, string>();
let inbox: SmtpInbox;
let portal: TestPortal;
before(async () => {
  inbox = await startSmtp(0, (address) => answers.get(address) ?? null);
  portal = await startPortal({ smtp: true, environment: { SMTP_URL: inbox.url } });
});

const idOf = async ({ email }: Person): Promise<string> =>
  (await portal.app.db.pool.query('select id from citizens where email = $1', [email])).rows[0].id;
const told = (to: string) =>
  ({ kind: 'password-changed', to, language: 'fr', sender: null, citizenId: null, job: jobRun() }) as const;

it('the list of mails is for who is signed in, and says what became of each of theirs only', async () => {
  assert.equal((await new Visitor(portal).open('/fr/account/mails')).status, 303);
  const [one, other] = [await signUp(portal), await signUp(portal)];
  await untilNoJobs(portal);
  const html = text((await one.visitor.open('/fr/account/mails')).html);
  assert.match(html, /Confirmation de l’adresse e-mail .*Remis au serveur de messagerie/);
  assert.ok(html.includes(one.person.email) && !html.includes(other.person.email));
});

describe('somebody whose address refuses mails', () => {
  it('is told so in Mon espace, reads why in the account, and is told no more once a test mail is taken', async () => {
    const person = lucie();
    const { visitor } = await signUp(portal, person);
    const confirmation = linkInMail(await inbox.mailTo(person.email));
    await visitor.open(new URL(confirmation).pathname);
    await visitor.press('Confirmer mon adresse');
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), /ne vous arrivent pas/);
    answers.set(person.email, '552 5.2.2 mailbox full');
    await sendMail(portal.app, told(person.email), () => ({}));
    assert.match(text((await visitor.open('/fr/my-space')).html), /ne vous arrivent pas.*faites de la place/);
    assert.match(
      text((await visitor.open('/nl/account/mails')).html),
      /wachtwoord is gewijzigd.*Geweigerd: mailbox vol/,
    );
    answers.delete(person.email);
    await visitor.open('/fr/my-space');
    await visitor.press('Envoyer un e-mail d’essai');
    await inbox.mailTo(person.email);
    await untilNoJobs(portal);
    assert.doesNotMatch(text((await visitor.open('/fr/my-space')).html), /ne vous arrivent pas/);
    assert.match(text((await visitor.open('/fr/account/mails')).html), /Remis au serveur de messagerie/);
  });

  it('never reads in the list whether the mail to a wanted address left, which would say if it has an account', async () => {
    const { visitor, person } = await signUp(portal);
    const id = await idOf(person);
    await untilNoJobs(portal);
    const envelope = { ...told(newAddress('autre')), kind: 'change-email', citizenId: id, sender: id } as const;
    await sendMail(portal.app, envelope, () => ({ url: 'https://ep.example', hours: 24 }));
    assert.doesNotMatch((await visitor.open('/fr/account/mails')).html, /nouvelle adresse/);
    assert.equal((await listMailsOfCitizen(portal.app.db, { citizenId: id, limit: 9 }))[0]?.kind, 'change-email');
  });
});
