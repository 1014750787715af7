import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { AUTHORISATION, DUE_SLUG, insertFullDue, TRANSFER } from '../../../support/acts/retention.ts';
import { assertAccessible } from '../../../support/chromium/axe.ts';
import { complaintsOf, useChromium } from '../../../support/chromium/chromium.ts';
import { buttonOf, leave, pageOf, type Way } from '../../../support/chromium/ways.ts';
import { signUp } from '../../../support/journeys.ts';
import { startPortal, type TestPortal, untilNoJobs } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';
import type { Visitor } from '../../../support/visitor.ts';

const WAYS: readonly Way[] = [
  { language: 'fr', width: 1280, script: true },
  { language: 'nl', width: 320, script: true },
  { language: 'fr', width: 320, script: false },
];
type Fate = { slug: string; fate: 'destroy' | 'transfer' };
let portal: TestPortal;
let chromium: Browser;
let email: string;
let sofia: Visitor;
let jeanne: Visitor;
let nadia: Visitor;
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
  email = (await signUp(portal)).person.email;
  sofia = (await signInColleague(portal, 'administrator')).visitor;
  jeanne = (await signInColleague(portal, 'administrator')).visitor;
  nadia = (await signInColleague(portal)).visitor;
});

/** A walk of one person, each of whose pages is judged. */
class Walk {
  readonly page: Page;
  readonly way: Way;
  readonly complaints: string[];
  constructor(page: Page, way: Way) {
    this.page = page;
    this.way = way;
    this.complaints = complaintsOf(page);
  }

  static async of(visitor: Visitor, way: Way): Promise<Walk> {
    return new Walk(await pageOf(chromium, way, visitor), way);
  }

  t = (key: Parameters<TestPortal['app']['texts']['fr']>[0]) => portal.app.texts[this.way.language](key);

  async open(path: string): Promise<void> {
    const answer = await this.page.goto(`${portal.origin}${path}`);
    assert.equal(answer?.status(), 200, path);
    await this.judge();
  }

  async follow(key: Parameters<Walk['t']>[0]): Promise<void> {
    await leave(this.page, () => this.page.getByRole('link', { name: this.t(key), exact: true }).click());
    await this.judge();
  }

  async press(key: Parameters<Walk['t']>[0]): Promise<void> {
    await leave(this.page, () => buttonOf(this.page, this.t(key)).click());
    await this.judge();
  }

  /** The rules of axe are judged by a script of the page. */
  async judge(): Promise<void> {
    if (this.way.script) await assertAccessible(this.page);
    const { scrollWidth, clientWidth } = await this.page.evaluate(() => document.documentElement);
    assert.equal(scrollWidth, clientWidth, this.page.url());
  }

  async end(): Promise<void> {
    assert.deepEqual(this.complaints, []);
    await this.page.context().close();
  }
}

/** Sofia proposes what is due, and Jeanne confirms it. Returns the path of the run, and Jeanne's walk on its page. */
async function confirmed(way: Way, { slug, fate }: Fate): Promise<{ run: string; walk: Walk }> {
  const proposing = await Walk.of(sofia, way);
  await proposing.open(`/${way.language}/admin/retention?procedure=${slug}&fate=${fate}`);
  await proposing.follow('admin:retention.propose');
  await proposing.press('admin:retention.propose');
  await proposing.page.getByLabel(proposing.t('admin:retention.authorisation')).fill(AUTHORISATION);
  await proposing.press('admin:retention.propose');
  const run = new URL(proposing.page.url()).pathname;
  await proposing.end();
  const walk = await Walk.of(jeanne, way);
  await walk.open(run);
  await walk.page.getByLabel(walk.t('web:word.confirm'), { exact: true }).check();
  await walk.press('admin:retention.judge');
  await untilNoJobs(portal);
  await walk.open(run);
  return { run, walk };
}

for (const way of WAYS) {
  describe(`in ${way.language} at ${way.width} px, ${way.script ? 'with' : 'without'} script`, () => {
    it('what is due is proposed, confirmed by a second administrator, destroyed and certified', async () => {
      const due = await insertFullDue(portal, email);
      const { walk } = await confirmed(way, { slug: DUE_SLUG, fate: 'destroy' });
      await walk.follow('admin:retention.certificate');
      assert.equal(await walk.page.getByText(due.written).count(), 1);
      await walk.end();
      const agent = await Walk.of(nadia, way);
      await agent.open(`/${way.language}/admin/submissions/${due.written}`);
      assert.equal(await agent.page.getByText(agent.t('admin:destroyed.tag.destroyed')).count(), 1);
      await agent.end();
    });

    it('what the archives are to receive is packed, downloaded, handed over, and destroyed once they have it', async () => {
      const due = await insertFullDue(portal, email, { slug: TRANSFER.slug });
      const { run, walk } = await confirmed(way, TRANSFER);
      const { page } = walk;
      await walk.follow('admin:retention.handover');
      await walk.press('admin:retention.answer.save');
      const link = page.getByRole('link', { name: walk.t('admin:retention.package.download') });
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
      assert.match(file.suggestedFilename(), /^archives-town-planning-information-[0-9a-f-]+\.zip$/);
      const hash = createHash('sha256')
        .update(await readFile(await file.path()))
        .digest('hex');
      await walk.open(`${run}/transfer`);
      assert.equal(await page.getByText(hash).count(), 1);
      await page.getByLabel(walk.t('admin:retention.answer.received'), { exact: true }).check();
      await page.getByLabel(walk.t('admin:retention.receipt')).fill('AGR 2026/1234');
      await walk.press('admin:retention.answer.save');
      await untilNoJobs(portal);
      await walk.open(run);
      await walk.follow('admin:retention.certificate');
      assert.equal(await page.getByText(hash).count(), 1);
      assert.equal(await page.getByText(due.written).count(), 1);
      await walk.end();
      const agent = await Walk.of(nadia, way);
      await agent.open(`/${way.language}/admin/submissions/${due.written}`);
      assert.equal(await agent.page.getByText('AGR 2026/1234').count(), 1);
      await agent.end();
    });

    it('shows how far a package is, and what became of each request', async () => {
      for (let nth = 0; nth < 3; nth += 1) await insertFullDue(portal, email, { slug: TRANSFER.slug });
      const { run, walk } = await confirmed(way, TRANSFER);
      const asked = [run.split('/').at(-1)];
      const set = (change: string) =>
        portal.app.db.pool.query(`update retention_runs set ${change} where id = $1`, asked);
      await set(`status = 'packing', packed_at = null, package_id = null, package_bytes = null, package_sha256 = null,
        package_lacks = null, packed_requests = 2`);
      await walk.open(run);
      await walk.open(`${run}/transfer`);
      const bar = walk.page.getByRole('progressbar');
      assert.equal(await bar.evaluate((one) => (one as HTMLProgressElement).value), 2);
      await walk.page.getByLabel(walk.t('admin:retention.reason')).fill('Le format ne convient pas');
      await walk.press('admin:retention.giveUp');
      assert.equal(await walk.page.getByText(walk.t('admin:retention.outcome.not-taken')).count(), 3);
      await walk.open(`/${way.language}/admin/retention`);
      await walk.end();
      await portal.app.db.pool.query('update submissions set closed_at = now() where destroyed_at is null');
    });
  });
}
