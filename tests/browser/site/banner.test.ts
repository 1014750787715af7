import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assertAccessible } from '../../support/chromium/axe.ts';
import { useChromium } from '../../support/chromium/chromium.ts';
import { lucie, signUp } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { createProfile, newNumber } from '../../support/profiles.ts';
import type { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
let chromium: Browser;
/** Acts for herself, for a short name, and for a name of 58 letters; her own name is long too. */
let citizen: Visitor;
const numbers = { short: newNumber(), long: newNumber() };
const LONG = 'Comité des riverains de la place Colignon et de ses abords';
before(async () => {
  portal = await startPortal();
  chromium = await useChromium();
  citizen = (await signUp(portal, lucie({ firstName: 'Aïcha', lastName: 'Ben Saïd-Van den Broeck' }))).visitor;
  for (const number of Object.values(numbers)) await createProfile(citizen, number);
  await citizen.post(`/fr/profiles/${numbers.long}/organisation`, { name: LONG, kind: 'enterprise', vatLiable: 'no' });
});

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await chromium.newContext({ locale: 'fr-BE', bypassCSP: true, ...options });
  await context.addCookies([{ name: 'session', value: citizen.cookie('session') ?? '', url: portal.origin }]);
  const page = await context.newPage();
  await page.goto(`${portal.origin}${path}`);
  return page;
}

const actFor = (profile: string) => citizen.post('/fr/active-profile', { profile });
const at = (width: number) => ({ viewport: { width, height: 800 } });

/** The banner as it is drawn: its height, whether the acting name is cut, how many lines its buttons and tools take. */
const measure = (page: Page) =>
  page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const tops = (selector: string) =>
      new Set(
        all(selector)
          .filter((element) => element.checkVisibility())
          .map((element) => Math.round(element.getBoundingClientRect().top)),
      );
    const [name] = all('.profile__name');
    const [banner] = all('.banner');
    return {
      height: Math.round(banner?.getBoundingClientRect().height ?? 0),
      nameIsCut: name === undefined || name.scrollHeight > name.clientHeight || name.scrollWidth > name.clientWidth,
      buttonLines: tops('.profile').size,
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });

/** WCAG 2.2, 1.4.12: what a reader may set without losing a word. */
const spaced = (page: Page) =>
  page.addStyleTag({
    content: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`,
  });

describe('the banner says for whom one acts', () => {
  for (const width of [320, 360, 765, 1280]) {
    it(`at ${width} px, in at most 140 px, its icons on one line`, async () => {
      for (const profile of ['citizen', numbers.short]) {
        await actFor(profile);
        const page = await open('/fr/account', at(width));
        const drawn = await measure(page);
        assert.ok(drawn.height <= 140, `${width} px, ${profile}: ${drawn.height} px high`);
        assert.deepEqual(drawn, { height: drawn.height, nameIsCut: false, buttonLines: 1, sideways: 0 });
        await page.context().close();
      }
    });

    it(`at ${width} px also with a long name, and with the spaces of a reader who needs them wider`, async () => {
      for (const profile of ['citizen', numbers.short, numbers.long]) {
        await actFor(profile);
        const page = await open('/fr/account', at(width));
        if (width === 765)
          assert.ok((await measure(page)).height <= 150, 'more than a line of tools and a name of two');
        assert.equal((await measure(page)).nameIsCut, false);
        await spaced(page);
        const { nameIsCut, buttonLines, sideways } = await measure(page);
        assert.deepEqual({ nameIsCut, buttonLines, sideways }, { nameIsCut: false, buttonLines: 1, sideways: 0 });
        await page.context().close();
      }
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    it(`on a phone ${javaScriptEnabled ? 'with' : 'without'} script, with the name and the way out in the citizen’s menu, by keyboard`, async () => {
      const own = await signUp(portal);
      const page = await open('/fr/account', { ...at(320), javaScriptEnabled });
      await page
        .context()
        .addCookies([{ name: 'session', value: own.visitor.cookie('session') ?? '', url: portal.origin }]);
      await page.reload();
      const leave = page.getByRole('button', { name: 'Se déconnecter' });
      assert.equal(await leave.count(), 0);
      await page.locator('.profile--citizen summary').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Mon compte : Lucie Lambert' }).waitFor();
      if (javaScriptEnabled) await assertAccessible(page);
      for (let presses = 0; presses < 6; presses += 1) {
        await page.keyboard.press('Tab');
        if (await leave.evaluate((button) => button === document.activeElement)) break;
      }
      await page.keyboard.press('Enter');
      await page.waitForURL(/left=signed-out/);
      await page.context().close();
    });
  }
});

describe('what some people see of a page', () => {
  it('with the colours of the system: one of the four tabs alone is underlined as the current one', async () => {
    const page = await open(`/fr/profiles/${numbers.short}/members`, { ...at(1280), forcedColors: 'active' });
    const drawn = await page.evaluate(() =>
      ['.profile-head__pages a', '.languages a'].map((selector) => {
        const links = [...document.querySelectorAll(selector)];
        const background = getComputedStyle(document.body).backgroundColor;
        return links.filter((link) => getComputedStyle(link).borderBottomColor !== background).length;
      }),
    );
    assert.deepEqual(drawn, [1, 1]);
    await page.context().close();
  });

  it('with letters twice as large: the mark says 1030 whole', async () => {
    const page = await open('/fr/account', at(1280));
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    const cut = await page.evaluate(() => {
      const mark = document.querySelector('.wordmark__mark');
      const range = document.createRange();
      range.selectNodeContents(mark as Node);
      return range.getBoundingClientRect().width > (mark?.getBoundingClientRect().width ?? 0);
    });
    assert.equal(cut, false);
    await page.context().close();
  });
});
