import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { insertExport } from '../../../src/features/admin/submissions/export/exports.repository.ts';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../support/chromium/chromium.ts';
import { fillDatabase } from '../../support/database.ts';
import { signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Colleague, signInColleague } from '../../support/staff.ts';
import { insertSubmission } from '../../support/submissions/submitted.ts';
import type { Visitor } from '../../support/visitor.ts';

const ROWS = 20_001;
let portal: TestPortal;
let chromium: Browser;
let nadia: Visitor;
let colleague: Colleague;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
  ({ visitor: nadia, colleague } = await signInColleague(portal, 'agent', ['festivities']));
  const { email } = (await signUp(portal)).person;
  await insertSubmission(portal.app.db, { email });
  await fillDatabase(
    portal.databaseUrl,
    `insert into submissions (id, reference, slug, version, answers, status, language, filed_at, department)
     select gen_random_uuid(), lpad((70000000000 + n)::text, 11, '0'), slug, version, '{}', 'closed', 'fr', now(), department
     from generate_series(1, ${ROWS}) n, (select slug, version, department from submissions limit 1) one`,
  );
});

type Way = { language: 'fr' | 'nl'; width: 320 | 1280; script: boolean };

async function open({ language, width, script }: Way, path: string): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  await context.addCookies([{ name: 'staff-session', value: nadia.cookie('staff-session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/admin/submissions${path}`);
  return page;
}

async function assertShown(page: Page, { script }: Pick<Way, 'script'>): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  assert.equal(scrollWidth, clientWidth, page.url());
  // The rules of axe are judged by a script of the page.
  if (script) await assertAccessible(page);
}

describe('a list of more than 20,000 submissions', () => {
  for (const way of [
    { language: 'fr', width: 1280, script: true },
    { language: 'nl', width: 320, script: false },
  ] as const) {
    it(`is asked for, waited for and downloaded, ${way.script ? 'with' : 'without'} script, at ${way.width} pixels`, async () => {
      const t = portal.app.texts[way.language];
      const page = await open(way, '?status=closed');
      const complaints = complaintsOf(page);
      await page.getByRole('link', { name: t('admin:export.csv') }).click();
      await page.getByRole('heading', { name: t('admin:export.long') }).waitFor();
      await assertShown(page, way);
      const download = page.getByRole('link', { name: t('admin:export.download') });
      // Without script one presses the button; with it the page looks again by itself.
      while (!way.script && (await download.count()) === 0) {
        await page.getByRole('link', { name: t('admin:export.refresh') }).click();
      }
      await download.waitFor();
      await assertShown(page, way);
      const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
      assert.match(file.suggestedFilename(), /^(demandes|aanvragen)-\d{4}-\d\d-\d\d\.csv$/);
      const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
      assert.equal(lines.length, ROWS + 1);
      assert.deepEqual(complaints, []);
    });
  }

  it('shows how far it is, at any width, with and without script', async () => {
    const asked = { agentId: colleague.id, format: 'xlsx', query: '?status=closed', language: 'fr' } as const;
    const { id } = await portal.app.db.transaction((tx) => insertExport(tx, asked));
    await portal.app.db.pool.query(
      'update submission_exports set rows_expected = $2, rows_written = 4200 where id = $1',
      [id, ROWS],
    );
    for (const language of ['fr', 'nl'] as const) {
      for (const width of [320, 1280] as const) {
        for (const script of [true, false]) {
          const page = await open({ language, width, script }, `/exports/${id}`);
          assert.equal(
            await page.getByRole('progressbar').evaluate((bar) => (bar as HTMLProgressElement).value),
            4_200,
          );
          await assertShown(page, { script });
          await page.context().close();
        }
      }
    }
  });
});
