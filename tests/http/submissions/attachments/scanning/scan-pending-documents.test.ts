import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { scanPendingDocuments } from '../../../../../src/features/submissions/attachments/scanning/scan-pending-documents.ts';
import { StorageUnavailable } from '../../../../../src/platform/storage/storage.ts';
import { EICAR, type FakeClamd, startClamd } from '../../../../support/documents/clamd.ts';
import { beginDraft, fillEventPermit } from '../../../../support/drafts/drafts.ts';
import { text } from '../../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../../support/portal.ts';
import { signInColleague } from '../../../../support/staff.ts';
import { idsOf } from '../../../../support/submissions/correction.ts';
import { documentsOn, pdf } from '../../../../support/submissions/documents.ts';
import { confirmedCitizen, fileDraft } from '../../../../support/submissions/filing.ts';
import { askToComplete, eventsOf } from '../../../../support/submissions/handling.ts';
import type { Visitor } from '../../../../support/visitor.ts';

let clamd: FakeClamd;
let portal: TestPortal;
/** What the scanner says of a content; null for nothing. */
let verdict: (content: Buffer) => string | null | Promise<string | null>;
before(async () => {
  clamd = await startClamd((content) => verdict(content));
  portal = await startPortal({ environment: { CLAMD_URL: clamd.url } });
});
beforeEach(() => {
  verdict = judged;
});

const judged = (content: Buffer) => (content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
const unable = () => 'INSTREAM size limit exceeded. ERROR';
/** Says what it found once it has so many contents, and nothing before. */
function onceAllCame(count: number) {
  const all = Promise.withResolvers<void>();
  let came = 0;
  return async (content: Buffer) => {
    came += 1;
    if (came === count) all.resolve();
    await all.promise;
    return judged(content);
  };
}
const ADD = 'Ajouter Plan du lieu';
const vérolé = () => pdf('vérolé.pdf', EICAR);

/** Runs the job with a scanner that judges. */
async function scan(): Promise<void> {
  verdict = judged;
  await scanPendingDocuments(portal.app);
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await portal.app.db.pool.query('select state from attachments where id = $1', [id]);
  return rows[0].state;
}

/** Lucie's draft, with a plan that the scanner did not judge; the id of the plan. */
async function draftWith(file: File) {
  const { visitor: lucie, person } = await confirmedCitizen(portal);
  const draft = await beginDraft(lucie, 'event-permit');
  await fillEventPermit(lucie, draft, 'documents');
  verdict = unable;
  const id = await add(lucie, `${draft}/documents`, file);
  return { lucie, person, draft, id };
}

async function add(visitor: Visitor, step: string, file: File): Promise<string> {
  await visitor.open(step);
  visitor.attach('plan', file);
  const { status, html } = await visitor.press(ADD);
  assert.equal(status, 200);
  return documentsOn(html).find(({ name }) => name === file.name)?.id ?? '';
}

/** Sends the other documents, and files. */
async function file(lucie: Visitor, draft: string) {
  await lucie.open(`${draft}/documents`);
  for (const field of ['insurance', 'neighbours']) lucie.attach(field, pdf(`${field}.pdf`));
  await lucie.press('Suivant');
  return idsOf(portal, (await fileDraft(lucie, draft)).location ?? '');
}

async function filedWith(document: File) {
  const { lucie, person, draft, id: plan } = await draftWith(document);
  return { lucie, person, plan, ...(await file(lucie, draft)) };
}

describe('a document that the scanner does not judge as it comes', () => {
  it('says that it is being scanned, blocks no filing, and is handed out to nobody before it is clean', async () => {
    const { lucie, draft, id: plan } = await draftWith(pdf('attente.pdf'));
    assert.match(text(lucie.page.html), /attente\.pdf \(1 ko, analyse en cours : le fichier s’ouvrira ensuite\)/);
    const { id, path } = await file(lucie, draft);
    const { visitor: nadia } = await signInColleague(portal);
    const pages = [
      [lucie, `/fr${path}`],
      [nadia, `/fr/admin${path}`],
    ] as const;
    for (const [who, page] of pages) {
      const { html } = await who.open(page);
      assert.match(text(html), /attente\.pdf \(1 ko, analyse en cours : le fichier s’ouvrira ensuite\)/, page);
      assert.ok(!html.includes(plan), page);
      assert.equal((await who.open(`${page}/documents/${plan}`)).status, 404, page);
    }
    await scan();
    for (const [who, page] of pages) {
      const { html } = await who.open(page);
      assert.ok(!text(html).includes('analyse en cours'), page);
      assert.ok(html.includes(`href="${page}/documents/${plan}"`), page);
      assert.equal((await who.open(`${page}/documents/${plan}`)).status, 200, page);
    }
    assert.ok(!(await eventsOf(portal, id)).includes('document-infected'));
  });

  it('says so in Dutch, English and German too', async () => {
    const { lucie, draft } = await draftWith(pdf());
    for (const [language, said] of [
      ['nl', /scan bezig/],
      ['en', /scan in progress/],
      ['de', /Prüfung läuft/],
    ] as const) {
      assert.match(text((await lucie.open(draft.replace('/fr/', `/${language}/`).concat('/documents'))).html), said);
    }
  });

  it('because it has stopped, or says nothing, is taken all the same, and judged once it is back', async () => {
    const { lucie, draft, id } = await draftWith(pdf('un.pdf'));
    await clamd.stop();
    const second = await add(lucie, `${draft}/documents`, pdf('deux.pdf'));
    await scanPendingDocuments(portal.app);
    assert.deepEqual([await stateOf(id), await stateOf(second)], ['pending', 'pending']);
    await clamd.start();
    const { scanner } = portal.app;
    assert.ok(scanner);
    const { scan: patient } = scanner;
    scanner.scan = (content) => patient(content, { idleSeconds: 0.05 });
    verdict = () => null;
    const third = await add(lucie, `${draft}/documents`, pdf('trois.pdf'));
    assert.equal(await stateOf(third), 'pending');
    scanner.scan = patient;
    await scan();
    assert.deepEqual(await Promise.all([id, second, third].map(stateOf)), ['clean', 'clean', 'clean']);
  });

  it('among several of one form does not hold up the others: a scanner that answers once it has them all judges each', async () => {
    const { lucie, draft } = await draftWith(pdf('avant.pdf'));
    verdict = onceAllCame(3);
    await lucie.open(`${draft}/documents`);
    lucie.attach('plan', pdf('un.pdf'), vérolé()).attach('insurance', pdf('deux.pdf'));
    await lucie.press(ADD);
    assert.match(text(lucie.page.html), /vérolé\.pdf[^.]*virus/);
    const listed = documentsOn(lucie.page.html).filter(({ name }) => name !== 'avant.pdf');
    assert.deepEqual(listed.map(({ name }) => name).toSorted(), ['deux.pdf', 'un.pdf']);
    assert.deepEqual(await Promise.all(listed.map(({ id }) => stateOf(id))), ['clean', 'clean']);
  });

  it('does not hold up those behind it when the scanner never can', async () => {
    const { lucie, draft, id: first } = await draftWith(pdf('enorme.pdf'));
    const behind = await add(lucie, `${draft}/documents`, pdf('petit.pdf'));
    verdict = (content) => (content.includes('enorme.pdf') ? unable() : judged(content));
    await scanPendingDocuments(portal.app);
    assert.deepEqual([await stateOf(first), await stateOf(behind)], ['pending', 'clean']);
  });

  it('is left when its time is over, and not asked about again by the next run', async () => {
    const { lucie, draft, id: mute } = await draftWith(pdf('muet.pdf'));
    const behind = await add(lucie, `${draft}/documents`, pdf('derriere.pdf'));
    verdict = (content) => (content.includes('muet.pdf') ? null : judged(content));
    const pace = { beginsFor: 3_600, perDocument: 0.5 };
    await scanPendingDocuments(portal.app, pace);
    assert.deepEqual([await stateOf(mute), await stateOf(behind)], ['pending', 'clean']);
    const asked = clamd.received.length;
    await scanPendingDocuments(portal.app, pace);
    assert.equal(clamd.received.length, asked);
    await portal.app.db.pool.query('update attachments set scan_after = now() where id = $1', [mute]);
    await scan();
    assert.equal(await stateOf(mute), 'clean');
  });

  it('is begun by the next run when this one has had its time', async () => {
    const { lucie, draft, id: first } = await draftWith(pdf('un.pdf'));
    const second = await add(lucie, `${draft}/documents`, pdf('deux.pdf'));
    verdict = judged;
    const pace = { beginsFor: 0, perDocument: 3_600 };
    await scanPendingDocuments(portal.app, pace);
    assert.deepEqual([await stateOf(first), await stateOf(second)], ['clean', 'pending']);
    await scanPendingDocuments(portal.app, pace);
    assert.equal(await stateOf(second), 'clean');
  });

  it('and cannot be read holds up none behind it, and fails the job with its id', async () => {
    const { lucie, draft, id: lost } = await draftWith(pdf('perdu.pdf'));
    const unread = await add(lucie, `${draft}/documents`, pdf('illisible.pdf'));
    const behind = await add(lucie, `${draft}/documents`, pdf('derriere.pdf'));
    const { storage } = portal.app;
    await storage.remove(lost);
    const open: typeof storage.open = (key) => {
      if (key !== unread) return storage.open(key);
      return Promise.reject(new StorageUnavailable('the folder of documents: EIO', { full: false, cause: null }));
    };
    verdict = judged;
    await assert.rejects(scanPendingDocuments({ ...portal.app, storage: { ...storage, open } }), (error: unknown) => {
      assert.ok(error instanceof AggregateError);
      assert.match(error.message, new RegExp(`${lost} \\(its content is not in the storage\\)`));
      assert.match(error.message, new RegExp(`${unread} \\(.*EIO\\)`));
      return true;
    });
    assert.deepEqual(await Promise.all([lost, unread, behind].map(stateOf)), ['pending', 'pending', 'clean']);
  });

  it('and is taken out while it is scanned is no failure', async () => {
    const { id } = await draftWith(pdf('retire.pdf'));
    const { storage } = portal.app;
    const open: typeof storage.open = async (key) => {
      await portal.app.db.pool.query('delete from attachments where id = $1', [key]);
      await storage.remove(key);
      return storage.open(key);
    };
    await scanPendingDocuments({ ...portal.app, storage: { ...storage, open } });
    const { rowCount } = await portal.app.db.pool.query('select from attachments where id = $1', [id]);
    assert.equal(rowCount, 0);
  });
});

describe('a document that is found infected after it was sent', () => {
  it('in a draft says which and what to do, and is filed by no way until it is removed', async () => {
    const { lucie, draft } = await draftWith(vérolé());
    for (const field of ['insurance', 'neighbours']) lucie.attach(field, pdf(`${field}.pdf`));
    assert.equal((await lucie.press('Suivant')).location, `${draft}/check`);
    const { html } = await lucie.open(`${draft}/check`);
    const formToken = /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await scan();
    const step = `${draft}/documents`;
    assert.equal((await lucie.post(`${draft}/check`, { formToken })).location, step);
    assert.equal((await lucie.open(`${draft}/check`)).location, step);
    await lucie.open(step);
    assert.match(text(lucie.page.html), /vérolé\.pdf \(1 ko, contient un virus et ne s’ouvre plus : à remplacer\)/);
    const { status, html: refused } = await lucie.press('Suivant');
    assert.equal(status, 422);
    assert.match(
      text(refused),
      /« vérolé\.pdf » contient un virus : retirez ce fichier, nettoyez votre appareil, puis/,
    );
    await lucie.press('Retirer vérolé.pdf');
    lucie.attach('plan', pdf('sain.pdf'));
    assert.equal((await lucie.press('Suivant')).location, `${draft}/check`);
    assert.equal((await lucie.open(`${draft}/check`)).status, 200);
  });

  it('and filed is told on both pages and by one mail, without its name, until the citizen replaces it', async () => {
    const { lucie, person, id, path, plan } = await filedWith(vérolé());
    await scan();
    await scan();
    assert.deepEqual(
      (await eventsOf(portal, id)).filter((name) => name === 'document-infected'),
      ['document-infected'],
    );
    const said = /Un virus a été trouvé dans « vérolé\.pdf »\./;
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), said);
    assert.match(text(html), /Nettoyez votre appareil, puis envoyez un fichier sain/);
    assert.match(text(html), /Un virus \(Eicar-Test-Signature\) a été trouvé dans « vérolé\.pdf » : personne ne peut/);
    const { visitor: nadia } = await signInColleague(portal);
    assert.match(text((await nadia.open(`/fr/admin${path}`)).html), said);
    assert.match(text(nadia.page.html), /redemandez-lui ce document/);
    assert.match(text((await nadia.open(`/nl/admin${path}`)).html), /Er is een virus gevonden in “vérolé\.pdf”\./);
    assert.equal((await nadia.open(`/fr/admin${path}/documents/${plan}`)).status, 404);
    await portal.app.db.pool.query(
      `select graphile_worker.reschedule_jobs(array_agg(id), run_at := now()) from graphile_worker.jobs
       where key = $1`,
      [`send-document-infected:${id}`],
    );
    const mail = await portal.mailTo(person.email, /un document à remplacer/);
    assert.ok(mail.text.includes(path) && !mail.text.includes('vérolé'));
    assert.ok(!portal.mails.some(({ to, subject }) => to === person.email && /remplacer/.test(subject)));

    await lucie.open(`/fr${path}/correction`);
    lucie.tick('vérolé.pdf').attach('plan', pdf('sain.pdf'));
    assert.equal((await lucie.press('Envoyer la correction')).location, `/fr${path}`);
    assert.ok(!said.test(text((await lucie.follow()).html)));
    assert.ok(!said.test(text((await nadia.open(`/fr/admin${path}`)).html)));
  });

  it('while it waits to complete a request is not sent with it', async () => {
    const { lucie, id, path } = await filedWith(pdf('avant.pdf'));
    await askToComplete(portal, id, { fields: ['plan'] });
    verdict = unable;
    await add(lucie, `/fr${path}/completion`, vérolé());
    await scan();
    const { status, html } = await lucie.press('Envoyer le complément');
    assert.equal(status, 422);
    assert.match(text(html), /« vérolé\.pdf » contient un virus : retirez ce fichier/);
    await lucie.press('Retirer vérolé.pdf');
    lucie.attach('plan', pdf('sain.pdf'));
    assert.equal((await lucie.press('Envoyer le complément')).location, `/fr${path}`);
    assert.ok(!(await eventsOf(portal, id)).includes('document-infected'));
  });

  it('with a message says so beside the message, and how to send another', async () => {
    const { lucie, path } = await filedWith(pdf('plan.pdf'));
    verdict = unable;
    await lucie.open(`/fr${path}`);
    lucie.fill('Votre message', 'Voici').attach('documents', vérolé());
    assert.equal((await lucie.press('Envoyer le message')).status, 303);
    await scan();
    const { html } = await lucie.open(`/fr${path}`);
    assert.match(text(html), /Un virus a été trouvé dans « vérolé\.pdf »/);
    lucie.fill('Votre message', 'Sain').attach('documents', pdf('sain.pdf'));
    assert.equal((await lucie.press('Envoyer le message')).status, 303);
    assert.ok(!/Un virus a été trouvé dans/.test(text((await lucie.follow()).html)));
  });
});

describe('the notice of an infected document', () => {
  const said = /Un virus a été trouvé dans « vérolé\.pdf »/;
  const send = async (who: Visitor, path: string, ...documents: File[]) => {
    await who.open(path);
    who.fill('Votre message', 'Voici').attach('documents', ...documents);
    assert.equal((await who.press('Envoyer le message')).status, 303);
  };
  const shown = async (lucie: Visitor, path: string) => said.test(text((await lucie.open(`/fr${path}`)).html));

  it('is not ended by another document of its message, nor by one that waits, nor by one of the staff', async () => {
    const { lucie, path } = await filedWith(pdf('plan.pdf'));
    verdict = (content) => (content.includes(EICAR) ? unable() : judged(content));
    await send(lucie, `/fr${path}`, vérolé(), pdf('sain.pdf'));
    await scan();
    assert.ok(await shown(lucie, path));
    const { visitor: nadia } = await signInColleague(portal);
    await send(nadia, `/fr/admin${path}`, pdf('plan-du-service.pdf'));
    assert.ok(await shown(lucie, path));
    verdict = unable;
    await send(lucie, `/fr${path}`, pdf('attente.pdf'));
    assert.ok(await shown(lucie, path));
    await scan();
    assert.ok(!(await shown(lucie, path)));
  });

  it('of the form leads to a message once the request is in progress, which ends it', async () => {
    const { lucie, id, path } = await filedWith(vérolé());
    await portal.app.db.pool.query(`update submissions set status = 'in-progress' where id = $1`, [id]);
    await send(lucie, `/fr${path}`, pdf('avant.pdf'));
    await scan();
    assert.ok(await shown(lucie, path));
    assert.ok(lucie.page.html.includes('href="#messages"'));
    assert.match(lucie.page.html, /«\s<bdi translate="no">vérolé\.pdf<\/bdi>\s»/u);
    await send(lucie, `/fr${path}`, pdf('sain.pdf'));
    assert.ok(!(await shown(lucie, path)));
  });

  it('of a message of the staff is shown to the staff alone, who are told to send another, and mails nobody', async () => {
    const { id, lucie, path } = await filedWith(pdf('plan.pdf'));
    const { visitor: nadia } = await signInColleague(portal);
    verdict = unable;
    await send(nadia, `/fr/admin${path}`, vérolé());
    await scan();
    assert.ok((await eventsOf(portal, id)).includes('document-infected'));
    assert.ok(!(await shown(lucie, path)));
    assert.match(text(lucie.page.html), /vérolé\.pdf \(1 ko, contient un virus et ne s’ouvre plus/);
    const { html } = await nadia.open(`/fr/admin${path}`);
    assert.match(text(html), said);
    assert.match(text(html), /vient d’un message du service.*faites examiner votre appareil/);
    assert.ok(!text(html).includes('redemandez-lui ce document'));
    const { rows } = await portal.app.db.pool.query(
      `select key from graphile_worker.jobs where task_identifier = 'send-document-infected' and key like $1`,
      [`%${id}`],
    );
    assert.deepEqual(rows, []);
    await send(nadia, `/fr/admin${path}`, pdf('sain.pdf'));
    assert.ok(!said.test(text((await nadia.follow()).html)));
  });

  it('leads to the completion only where this asks for its field', async () => {
    for (const [field, leads] of [
      ['plan', true],
      ['insurance', false],
    ] as const) {
      const { lucie, id, path } = await filedWith(vérolé());
      await askToComplete(portal, id, { fields: [field] });
      await scan();
      assert.ok(await shown(lucie, path));
      assert.equal(lucie.page.html.includes('class="govuk-link" href="#messages"'), !leads, field);
      assert.equal(lucie.page.html.includes(`class="govuk-link" href="/fr${path}/completion"`), leads, field);
    }
  });
});

it('what an agent would issue is refused while the scanner gives no verdict, as it is handed out at once', async () => {
  const { path, id } = await filedWith(pdf('plan.pdf'));
  await portal.app.db.pool.query(`update submissions set status = 'accepted' where id = $1`, [id]);
  const { visitor: nadia } = await signInColleague(portal);
  await nadia.open(`/fr/admin${path}/documents`);
  verdict = unable;
  const { status, html } = await nadia.attach('document', pdf('permis.pdf')).press('Délivrer le document');
  assert.equal(status, 503);
  assert.match(text(html), /« permis\.pdf » n’est pas délivré : l’analyse antivirus ne répond pas/);
});
