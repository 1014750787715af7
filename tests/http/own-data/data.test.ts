import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { formatDateTime } from '../../../src/web/page/format.ts';
import { downloadedFile } from '../../support/files/downloaded-file.ts';
import { signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';
import { assertAsksToSignIn, FROM_ANOTHER_SITE } from '../../support/refusals.ts';
import { signInColleague } from '../../support/staff.ts';
import { pdf } from '../../support/submissions/documents.ts';
import { confirmedCitizen, fileEventPermit } from '../../support/submissions/filing.ts';
import { filedRequest } from '../../support/submissions/handling.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

it('gives all data as a ZIP without a secret in it', async () => {
  const { visitor, person } = await signUp(portal);
  const answer = await visitor.post('/fr/account/data', {});
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  assert.match(
    answer.headers.get('content-disposition') ?? '',
    /attachment; filename="?espace-personnel-\d{4}-\d\d-\d\d\.zip"?$/,
  );
  assert.ok(answer.html.startsWith('PK'));
  for (const name of [
    'account',
    'sign-ins',
    'events',
    'memberships',
    'access-requests',
    'profile-drafts',
    'drafts',
    'submissions',
  ].map((kind) => `${kind}.json`))
    assert.ok(answer.html.includes(name));
  const signIns = JSON.parse(
    await downloadedFile(portal, visitor, { path: '/fr/account/data', name: 'sign-ins.json' }),
  );
  assert.equal(signIns[0].means, 'password');
  assert.ok(!answer.html.includes('argon2') && !answer.html.includes(person.password));
});

it('has a page to read in the language of the visit, with the facts in words and in the time of Brussels', async () => {
  const { visitor, person } = await signUp(portal);
  const number = newNumber();
  await createProfile(visitor, number);
  const found = await portal.app.db.pool.query('select created_at from citizens where email = $1', [person.email]);
  const createdAt: Date = found.rows[0].created_at;
  for (const [language, name, words] of [
    ['fr', 'lisez-moi.html', /Administrateur ou administratrice.*par mot de passe.*Compte créé/],
    ['nl', 'lees-mij.html', /Bestuurder.*met wachtwoord.*Account aangemaakt/],
    ['en', 'read-me.html', /Director.*with the password.*Account created/],
    ['de', 'lies-mich.html', /mit Passwort.*Konto erstellt/],
  ] as const) {
    const page = await downloadedFile(portal, visitor, { path: `/${language}/account/data`, name });
    assert.ok(page.includes(`<html lang="${language}">`));
    const said = text(page);
    assert.ok(said.includes(person.email) && said.includes(number.replace(/(....)(...)(...)/, '$1.$2.$3')));
    assert.match(said, words);
    assert.ok(said.includes(formatDateTime(createdAt, language)), 'in the time of Brussels');
    assert.doesNotMatch(said, /own-data:|account-created|data-downloaded/);
  }
});

it('holds what one filed, with its answers, and nothing that another person filed', async () => {
  const { visitor } = await confirmedCitizen(portal);
  const other = await confirmedCitizen(portal);
  const [path, foreign] = [await fileEventPermit(visitor), await fileEventPermit(other.visitor)];
  const filed = JSON.parse(
    await downloadedFile(portal, visitor, { path: '/fr/account/data', name: 'submissions.json' }),
  );
  assert.equal(filed.length, 1);
  assert.equal(filed[0].answers.eventName, 'Fête des voisins');
  const [reference = '', otherReference = ''] = [path, foreign].map((one) => one.split('/').at(-1));
  const page = text(await downloadedFile(portal, visitor, { path: '/fr/account/data', name: 'lisez-moi.html' }));
  assert.match(page, new RegExp(`Demandes introduites .*${reference} .*Introduite`));
  assert.ok(!page.includes(otherReference));
});

it('is for somebody signed in, from this site only', async () => {
  await assertAsksToSignIn(portal, '/fr/account/data');
  const { visitor } = await signUp(portal);
  assert.equal((await visitor.open('/fr/account/data')).status, 200);
  const refused = await visitor.post('/fr/account/data', {}, FROM_ANOTHER_SITE);
  assert.equal(refused.status, 403);
  assert.ok(!refused.html.startsWith('PK'));
});

it('holds the messages about one’s requests, with their documents, and names no colleague of the staff', async () => {
  const { lucie, id, reference, path } = await filedRequest(portal);
  await lucie.open(`/fr${path}`);
  lucie.fill('Votre message', 'Voici').attach('documents', pdf('plan.pdf'));
  assert.equal((await lucie.press('Envoyer le message')).status, 303);
  const { visitor: nadia, colleague } = await signInColleague(portal);
  await nadia.post(`/fr/admin${path}/messages`, { text: 'Merci' });
  const other = await filedRequest(portal);
  await other.lucie.post(`/fr${other.path}/messages`, { text: 'Secret' });
  const read = (name: string) => downloadedFile(portal, lucie, { path: '/fr/account/data', name });
  const messages = JSON.parse(await read('messages.json'));
  const told = messages.map((one: Record<string, string>) => [
    one['submissionId'],
    one['reference'],
    one['from'],
    one['text'],
  ]);
  assert.deepEqual(told, [
    [id, reference, 'oneself', 'Voici'],
    [id, reference, 'commune', 'Merci'],
  ]);
  const [document] = JSON.parse(await read('documents.json'));
  assert.deepEqual([document.name, document.messageId], ['plan.pdf', messages[0].id]);
  assert.equal(await read('plan.pdf'), await pdf('plan.pdf').text());
  const page = text(await read('lisez-moi.html'));
  assert.match(page, /Messages .* Vous Voici .* La commune Merci/);
  assert.ok(!page.includes(colleague.lastName) && !page.includes('Secret'));
});
