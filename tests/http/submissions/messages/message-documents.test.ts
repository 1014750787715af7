import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { EICAR, startClamd } from '../../../support/documents/clamd.ts';
import { signUp, text } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import { largePdf, pdf, png } from '../../../support/submissions/documents.ts';
import { filedRequest } from '../../../support/submissions/handling.ts';
import { fileReport, messagesOf } from '../../../support/submissions/messages.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  const clamd = await startClamd();
  const environment = { CLAMD_URL: clamd.url, UPLOAD_LIMIT_MB_PER_FILE: '2', UPLOAD_LIMIT_MB_PER_SUBMISSION: '3' };
  portal = await startPortal({ environment });
});

async function countStored(): Promise<number> {
  let count = 0;
  for await (const _ of portal.app.storage.list()) count += 1;
  return count;
}

async function sending(visitor: Visitor, path: string, ...files: File[]) {
  await visitor.open(path);
  visitor.fill('Votre message', 'Voici').attach('documents', ...files);
  return visitor.press('Envoyer le message');
}

const hrefOf = (html: string, name: string) => new RegExp(`href="([^"]+)">${name}<`).exec(html)?.[1] ?? '';

describe('the documents of a message', () => {
  it('are handed out with it, to both sides and nobody else, and are not on the receipt', async () => {
    const { lucie, reference, path } = await filedRequest(portal);
    assert.equal((await sending(lucie, `/fr${path}`, pdf('plan.pdf'), png('vue.png'))).status, 303);
    const { html } = await lucie.follow();
    assert.match(text(html), /Voici plan\.pdf \(1 ko\) vue\.png \(1 ko\)/);
    assert.ok(html.slice(html.indexOf('id="documents"')).includes('plan.pdf'), 'among the documents too');
    const href = hrefOf(html, 'plan.pdf');
    const document = await lucie.open(href);
    assert.deepEqual([document.status, document.html], [200, await pdf('plan.pdf').text()]);
    const { visitor: nadia } = await signInColleague(portal);
    const handled = (await nadia.open(`/fr/admin${path}`)).html;
    const [documents = ''] = handled.slice(handled.indexOf('id="documents"')).split('id="messages"');
    assert.ok(documents.includes('plan.pdf'), 'among the documents too');
    const staff = hrefOf(handled, 'plan.pdf');
    assert.match(staff, /^\/fr\/admin\//);
    assert.equal((await nadia.open(staff)).status, 200);
    const { visitor: jan } = await signUp(portal);
    assert.equal((await jan.open(href)).status, 404);
    const { rows } = await portal.app.db.pool.query(
      `select state, message_id is not null as sent from attachments join submissions on submissions.id = submission_id
       where reference = $1`,
      [reference],
    );
    assert.deepEqual(rows, Array(2).fill({ state: 'clean', sent: true }));
  });

  it('may come from an agent', async () => {
    const { lucie, path } = await filedRequest(portal);
    const { visitor: nadia } = await signInColleague(portal);
    assert.equal((await sending(nadia, `/fr/admin${path}`, pdf('modele.pdf'))).status, 303);
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Service Festivités .* Voici modele\.pdf/);
    assert.equal((await lucie.open(hrefOf(html, 'modele.pdf'))).status, 200);
  });

  it('are refused one by one with what to do; the words stay, and nothing is kept of any', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    const before = await countStored();
    const bad = [pdf('vérolé.pdf', EICAR), new File(['bonjour'], 'notes.txt'), pdf('plan.pdf')];
    const page = await sending(lucie, `/fr${path}`, ...bad);
    assert.equal(page.status, 422);
    assert.match(text(page.html), /« vérolé\.pdf » contient un virus/);
    assert.match(text(page.html), /« notes\.txt » n’est pas d’un type accepté ici/);
    assert.match(text(page.html), /choisissez à nouveau les documents à joindre/);
    assert.match(page.html, />Voici<\/textarea>/);
    assert.deepEqual(await messagesOf(portal, id), []);
    assert.equal(await countStored(), before);
  });

  it('are five at most, of a size each and together', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    const six = Array.from({ length: 6 }, (_, at) => pdf(`${at}.pdf`));
    const tooMany = await sending(lucie, `/fr${path}`, ...six);
    assert.equal(tooMany.status, 422);
    assert.match(text(tooMany.html), /« 5\.pdf » n’est pas ajouté : 5 fichiers au plus/);
    const large = await sending(lucie, `/fr${path}`, largePdf('grand.pdf', 2.2));
    assert.match(text(large.html), /« grand\.pdf » dépasse 2 Mo/);
    assert.equal((await sending(lucie, `/fr${path}`, largePdf('un.pdf', 1.8))).status, 303);
    const before = await countStored();
    const together = await sending(lucie, `/fr${path}`, largePdf('deux.pdf', 1.8));
    assert.equal(together.status, 422);
    assert.match(text(together.html), /font 3 Mo au plus ensemble/);
    assert.equal(await countStored(), before);
    assert.deepEqual(await messagesOf(portal, id), ['Voici']);
  });

  it('are stored once, however often the button is pressed', async () => {
    const { lucie, id, path } = await filedRequest(portal);
    const before = await countStored();
    await lucie.open(`/fr${path}`);
    const token = /name="formToken" value="([^"]+)"/.exec(lucie.page.html)?.[1] ?? '';
    const fields = [
      { name: 'text', value: 'Voici' },
      { name: 'formToken', value: token },
    ];
    const files = [{ name: 'documents', file: pdf() }];
    for (let times = 0; times < 2; times += 1) {
      assert.equal((await lucie.postFiles(`/fr${path}/messages`, { fields, files })).status, 303);
    }
    assert.deepEqual(await messagesOf(portal, id), ['Voici']);
    assert.equal(await countStored(), before + 1);
  });

  it('may come from a guest, and are read for nobody who may not write', async () => {
    const guest = new Visitor(portal);
    const path = await fileReport(guest);
    assert.equal((await sending(guest, path, pdf('preuve.pdf'))).status, 303);
    assert.match(text((await guest.follow()).html), /preuve\.pdf/);
    const { visitor: jan } = await signUp(portal);
    const form = { fields: [{ name: 'text', value: 'x' }], files: [{ name: 'documents', file: pdf() }] };
    const before = await countStored();
    assert.equal((await jan.postFiles(`${path}/messages`, form)).status, 404);
    const { visitor: other } = await signInColleague(portal, 'agent', ['parking']);
    assert.equal((await other.postFiles(`/fr/admin${path.slice(3)}/messages`, form)).status, 404);
    assert.equal(await countStored(), before);
  });

  it('that come after the session ended are not kept, but the words are', async () => {
    const { lucie, person, path } = await filedRequest(portal);
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', 'Gardez ceci').attach('documents', pdf());
    lucie.setCookie('session', '');
    const before = await countStored();
    assert.equal((await lucie.press('Envoyer le message')).status, 401);
    lucie.fill('Adresse e-mail', person.email).fill('Mot de passe', person.password);
    await lucie.press('Connecter');
    const page = await lucie.follow();
    assert.match(page.html, />Gardez ceci<\/textarea>/);
    assert.match(page.html, /n’ont pas été gardés[^<]*PDF/);
    assert.equal(await countStored(), before);
    assert.equal((await lucie.press('Envoyer le message')).status, 303);
  });
});
