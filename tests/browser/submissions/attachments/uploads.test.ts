import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import type { Browser, FileChooser, Page } from 'playwright-core';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { beginDraft, fillEventPermit } from '../../../support/drafts/drafts.ts';
import { REPORT } from '../../../support/drafts/guests.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { largePdf, pdf, png } from '../../../support/submissions/documents.ts';
import { until } from '../../../support/until.ts';
import { PASSWORD, type Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
});
afterEach(async () => {
  await Promise.all(chromium.contexts().map((context) => context.close()));
});

type Given = { width?: number; script?: boolean; language?: 'fr' | 'nl' };

/** On the step of the documents of « event-permit »: plan, insurance and, for a street party, neighbours. */
async function atDocuments(given: Given = {}) {
  const { visitor, person } = await signUp(portal);
  const draft = await beginDraft(visitor, 'event-permit');
  await fillEventPermit(visitor, draft, 'documents');
  return { ...(await open(visitor, `${draft}/documents`, given)), person };
}

async function open(visitor: Visitor, path: string, { width = 320, script = true, language = 'fr' }: Given = {}) {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: script });
  await context.addCookies([{ name: 'session', value: visitor.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}${path.slice(3)}`);
  const id = path.split('/').at(-2) ?? '';
  return { page, id, complaints: complaintsOf(page) };
}

async function asChosen(file: File) {
  return { name: file.name, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) };
}
async function choose(page: Page, field: string, ...files: File[]): Promise<void> {
  await page.locator(`#${field}`).setInputFiles(await Promise.all(files.map(asChosen)));
}
async function drop(page: Page, field: string, files: readonly File[]): Promise<void> {
  const given = await Promise.all(files.map(async (file) => ({ name: file.name, words: await file.text() })));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, words } of all) data.items.add(new File([words], name));
    return data;
  }, given);
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    await page.locator(`#${field}-accepted`).dispatchEvent(kind, { dataTransfer: transfer });
  }
}

/** The names of the documents of a draft in the order in which they were added, as the database has them. */
async function keptIn(id: string): Promise<string[]> {
  const { rows } = await portal.app.db.pool.query(
    'select name from attachments where draft_id = $1 order by added_at, id',
    [id],
  );
  return rows.map(({ name }) => String(name));
}
const listed = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const bar = (page: Page, name: string) => page.getByRole('progressbar', { name: `Envoi de ${name}` });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const refusal = (page: Page, words: RegExp) =>
  page.locator('.govuk-error-message').filter({ hasText: words, visible: true });

/** Lets bytes leave this slowly; null for as fast as they can. */
async function slowDown(page: Page, kilobytesPerSecond: number | null): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: kilobytesPerSecond === null ? -1 : kilobytesPerSecond * 1_000,
  });
}

/** Counts, in the page itself, what is sent in the background, and how much of it was ever on its way at once. */
async function countUploads(page: Page): Promise<() => Promise<{ sent: number; atOnce: number }>> {
  await page.evaluate(() => {
    const seen = { sent: 0, atOnce: 0 };
    let now = 0;
    const { open } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function begin(this: XMLHttpRequest, method: string, address: string | URL) {
      this.addEventListener('loadstart', () => {
        seen.sent += 1;
        now += 1;
        seen.atOnce = Math.max(seen.atOnce, now);
      });
      this.addEventListener('loadend', () => {
        now -= 1;
      });
      open.call(this, method, address, true);
    };
    Object.assign(globalThis, { seen });
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: { sent: number; atOnce: number } }).seen);
}

describe('documents, with script', () => {
  it('are sent once chosen, one at a time and in order', async () => {
    const { page, id, complaints } = await atDocuments();
    assert.equal(await button(page, 'Ajouter Plan du lieu').count(), 0);
    const counted = await countUploads(page);
    await choose(page, 'plan', pdf('un.pdf'), pdf('deux.pdf'), pdf('trois.pdf'));
    for (const name of ['un.pdf', 'deux.pdf', 'trois.pdf']) await listed(page, name).waitFor();
    assert.deepEqual(await keptIn(id), ['un.pdf', 'deux.pdf', 'trois.pdf']);
    assert.deepEqual(await counted(), { sent: 3, atOnce: 1 });
    await page.getByRole('status').filter({ hasText: '« trois.pdf » est ajouté' }).waitFor({ state: 'attached' });
    assert.equal(await page.locator('#plan').evaluate((input: HTMLInputElement) => input.files?.length), 0);
    await assertAccessible(page);
    assert.deepEqual(complaints, []);
  });

  it('show how far they are, with a name for it, and say it a few times', async () => {
    const { page, id } = await atDocuments();
    await page.evaluate(() => {
      const status = document.querySelector('[data-upload-status]') as HTMLElement;
      const said: string[] = [];
      Object.assign(globalThis, { said });
      new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, { childList: true });
    });
    await slowDown(page, 400);
    await choose(page, 'plan', largePdf('grand.pdf', 2));
    const moving = bar(page, 'grand.pdf');
    await until(async () => Number(await moving.getAttribute('value')) > 20, 'a fifth of the file is sent');
    assert.match((await page.locator('[data-upload-percent]:visible').textContent()) ?? '', /^\d+\s%$/);
    await assertAccessible(page);
    await slowDown(page, null);
    await listed(page, 'grand.pdf').waitFor();
    assert.equal(await moving.count(), 0);
    assert.deepEqual(await keptIn(id), ['grand.pdf']);
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.match(said[0] ?? '', /^Envoi de «\sgrand\.pdf\s»\s: 0\s%$/);
    assert.match(said.at(-1) ?? '', /est ajouté/);
    assert.ok(said.length >= 3 && said.length <= 6, said.join('\n'));
  });

  it('leave alone what is typed while they are sent, and the step saves itself as before', async () => {
    const { visitor } = await signUp(portal);
    const { page, id } = await open(visitor, `${await beginDraft(visitor, REPORT)}/report`);
    const words = page.getByLabel('Décrivez ce que vous voyez');
    const saved = page.waitForResponse((answer) => answer.request().postData()?.includes('autosave=yes') ?? false);
    await words.fill('Un matelas');
    assert.equal((await saved).status(), 200);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/report', async (route) => {
      if (route.request().headers()['content-type']?.includes('multipart')) await released;
      await route.continue();
    });
    await choose(page, 'photos', png('rue.png'));
    await bar(page, 'rue.png').waitFor();
    const again = page.waitForResponse((answer) => answer.request().postData()?.includes('autosave=yes') ?? false);
    await words.fill('Un matelas et une chaise');
    assert.equal((await again).status(), 200);
    await words.fill('Un matelas, une chaise');
    release();
    await listed(page, 'rue.png').waitFor();
    assert.equal(await words.inputValue(), 'Un matelas, une chaise');
    const last = page.waitForResponse((answer) => answer.request().postData()?.includes('autosave=yes') ?? false);
    assert.equal((await last).status(), 200);
    const { rows } = await portal.app.db.pool.query('select answers from drafts where id = $1', [id]);
    assert.ok(JSON.stringify(rows[0].answers).includes('Un matelas, une chaise'));
    assert.deepEqual(await keptIn(id), ['rue.png']);
  });

  it('can be dropped on their field, two at once, and beside it change nothing', async () => {
    const { page, id } = await atDocuments({ width: 1280 });
    await drop(page, 'plan', [pdf('un.pdf'), pdf('deux.pdf')]);
    for (const name of ['un.pdf', 'deux.pdf']) await listed(page, name).waitFor();
    assert.deepEqual(await keptIn(id), ['un.pdf', 'deux.pdf']);
    const prevented = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'x.pdf'));
      return !document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    assert.ok(prevented, 'the browser would open the file in place of the page');
    assert.deepEqual(await keptIn(id), ['un.pdf', 'deux.pdf']);
  });

  it('are given up with « Annuler », and those after them are sent', async () => {
    const { page, id } = await atDocuments();
    await slowDown(page, 100);
    await choose(page, 'plan', largePdf('grand.pdf', 5), largePdf('moyen.pdf', 4), pdf('petit.pdf'));
    await until(async () => Number(await bar(page, 'grand.pdf').getAttribute('value')) > 0);
    await button(page, 'Annuler moyen.pdf').click();
    await button(page, 'Annuler grand.pdf').click();
    await slowDown(page, null);
    await listed(page, 'petit.pdf').waitFor();
    assert.equal(await bar(page, 'grand.pdf').count(), 0);
    assert.deepEqual(await keptIn(id), ['petit.pdf']);
  });

  it('that the portal refuses say so by name, each in its place, and the others stay', async () => {
    const { page, id } = await atDocuments();
    await choose(page, 'plan', new File(['<svg/>'], 'dessin.svg'), pdf('bon.pdf'), new File([''], 'vide.pdf'));
    await refusal(page, /«\sdessin\.svg\s» n’est pas d’un type accepté ici \(PDF, JPG/).waitFor();
    await refusal(page, /«\svide\.pdf\s» est vide/).waitFor();
    await listed(page, 'bon.pdf').waitFor();
    await assertAccessible(page);
    assert.equal(await button(page, 'Envoyer à nouveau dessin.svg').count(), 0);
    await button(page, 'Retirer dessin.svg').click();
    assert.equal(await refusal(page, /dessin\.svg/).count(), 0);
    assert.deepEqual(await keptIn(id), ['bon.pdf']);
  });

  it('that are too large are refused before anything is sent', async () => {
    const { page } = await atDocuments();
    const counted = await countUploads(page);
    await choose(page, 'plan', largePdf('grand.pdf', 11));
    await refusal(page, /«\sgrand\.pdf\s» dépasse 10\sMo/).waitFor();
    assert.equal((await counted()).sent, 0);
  });

  it('whose connection is cut say so and can be sent again, without the others', async () => {
    const { page, id } = await atDocuments();
    let cuts = 0;
    await page.route('**/documents', async (route) => {
      const cut = cuts === 0 && route.request().postDataBuffer()?.includes('deux.pdf');
      if (!cut) return route.continue();
      cuts += 1;
      await route.abort('connectionreset');
    });
    await choose(page, 'plan', pdf('un.pdf'), pdf('deux.pdf'), pdf('trois.pdf'));
    await refusal(page, /«\sdeux\.pdf\s» n’est pas arrivé/).waitFor();
    for (const name of ['un.pdf', 'trois.pdf']) await listed(page, name).waitFor();
    await assertAccessible(page);
    await button(page, 'Envoyer à nouveau deux.pdf').click();
    await listed(page, 'deux.pdf').waitFor();
    assert.equal(await refusal(page, /deux\.pdf/).count(), 0);
    assert.deepEqual(await keptIn(id), ['un.pdf', 'trois.pdf', 'deux.pdf']);
  });

  it('whose answer alone was lost are there once after they are sent again', async () => {
    const { page, id } = await atDocuments();
    let lost = 0;
    await page.route('**/documents', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await choose(page, 'plan', pdf('un.pdf'));
    await button(page, 'Envoyer à nouveau un.pdf').click();
    await listed(page, 'un.pdf').waitFor();
    assert.deepEqual(await keptIn(id), ['un.pdf']);
  });

  it('are chosen and given up with the keyboard alone, and the focus is never lost', async () => {
    const { page } = await atDocuments();
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
    await page.locator('#plan').focus();
    const choosers: FileChooser[] = [];
    page.on('filechooser', (chooser) => choosers.push(chooser));
    // Chromium drops the keys that are pressed before a page is painted for the first time.
    await until(async () => {
      await page.keyboard.press('Space');
      return choosers.length > 0;
    }, 'the chooser of files');
    await choosers[0]?.setFiles([await asChosen(pdf('un.pdf'))]);
    await listed(page, 'un.pdf').waitFor();
    assert.equal(await focused(), 'plan');
    await slowDown(page, 100);
    await choose(page, 'plan', largePdf('grand.pdf', 5));
    await until(async () => Number(await bar(page, 'grand.pdf').getAttribute('value')) > 0);
    await page.keyboard.press('Shift+Tab');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /^Annuler\s+grand\.pdf$/);
    await page.keyboard.press('Enter');
    await bar(page, 'grand.pdf').waitFor({ state: 'detached' });
    assert.equal(await focused(), 'plan');
  });

  it('are waited for by « Suivant », which then goes on by itself', async () => {
    const { page, id } = await atDocuments();
    await slowDown(page, 1_000);
    for (const field of ['insurance', 'neighbours']) await choose(page, field, pdf(`${field}.pdf`));
    await choose(page, 'plan', largePdf('grand.pdf', 3));
    await button(page, 'Suivant').click();
    await page.getByText('Nous attendons la fin de l’envoi').waitFor();
    await page.waitForURL(/\/check$/);
    assert.deepEqual((await keptIn(id)).toSorted(), ['grand.pdf', 'insurance.pdf', 'neighbours.pdf']);
  });

  it('that do not arrive while « Suivant » waits keep the page, and the focus goes to what sends them again', async () => {
    const { page } = await atDocuments();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/documents', async (route) => {
      await released;
      await route.abort();
    });
    await choose(page, 'plan', pdf('un.pdf'));
    await button(page, 'Suivant').click();
    await page.getByText('Nous attendons la fin de l’envoi').waitFor();
    release();
    await refusal(page, /«\sun\.pdf\s» n’est pas arrivé/).waitFor();
    assert.match(page.url(), /\/documents$/);
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /^Envoyer à nouveau\s+un\.pdf/);
    assert.equal(await page.getByText('Nous attendons la fin de l’envoi').isVisible(), false);
  });

  it('answer what « Suivant » said was missing, in the list at the top too', async () => {
    const { page } = await atDocuments();
    await button(page, 'Suivant').click();
    const summary = page.locator('.govuk-error-summary');
    await summary.getByRole('link', { name: /Plan du lieu/ }).click();
    await choose(page, 'plan', pdf('un.pdf'));
    await listed(page, 'un.pdf').waitFor();
    assert.equal(await summary.getByRole('link', { name: /Plan du lieu/ }).count(), 0);
    assert.equal(await page.locator('#plan-error').count(), 0);
    assert.equal(await summary.getByRole('link', { name: /Assurance/ }).count(), 1);
    await assertAccessible(page);
  });

  it('after the session ended are not sent, which is said, and can be once one signed in again', async () => {
    const { page, id, person } = await atDocuments();
    await portal.app.db.pool.query('delete from sessions');
    await choose(page, 'plan', pdf('un.pdf'));
    await refusal(page, /«\sun\.pdf\s» n’est pas envoyé\s: votre session est terminée/).waitFor();
    const other = await page.context().newPage();
    await other.goto(`${portal.origin}/fr/sign-in`);
    await other.getByLabel('Adresse e-mail').fill(person.email);
    await other.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await button(other, 'Connecter').click();
    await other.waitForURL(/my-space/);
    await button(page, 'Envoyer à nouveau un.pdf').click();
    await listed(page, 'un.pdf').waitFor();
    assert.deepEqual(await keptIn(id), ['un.pdf']);
  });

  it('for a draft that is gone say that this page can send nothing more', async () => {
    const { page, id } = await atDocuments();
    await portal.app.db.pool.query('delete from drafts where id = $1', [id]);
    await choose(page, 'plan', pdf('un.pdf'));
    await refusal(page, /«\sun\.pdf\s» ne peut plus être envoyé depuis cette page/).waitFor();
  });

  it('are told of in Dutch too', async () => {
    const { page } = await atDocuments({ language: 'nl', width: 1280 });
    await page.route('**/documents', (route) => route.abort());
    await choose(page, 'plan', pdf('een.pdf'));
    await refusal(page, /“een\.pdf” is niet aangekomen: de verbinding is verbroken/).waitFor();
    await assertAccessible(page);
  });
});

describe('documents, without script', () => {
  it('are added with their button, and nothing of the other way is seen', async () => {
    const { page, id } = await atDocuments({ script: false });
    assert.equal(await page.locator('.documents__drop:visible, [data-upload-press]:visible').count(), 0);
    await choose(page, 'plan', pdf('un.pdf'));
    await button(page, 'Ajouter Plan du lieu').click();
    await listed(page, 'un.pdf').waitFor();
    assert.deepEqual(await keptIn(id), ['un.pdf']);
  });
});
