import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Violation = { id: string; help: string; nodes: { html: string }[] };

/** Throws with each rule of WCAG 2.2 A and AA that the page breaks, and when the page scrolls sideways. */
export async function assertAccessible(page: Page): Promise<void> {
  const present = await page.evaluate(() => 'axe' in globalThis);
  if (!present) await loadAxe(page);
  const violations = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    // Fetched style sheets would serve a rule of none of these tags.
    return (await axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false })).violations;
  }, TAGS);
  const said = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
  );
  const width = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (Number(width) > 0) said.push(`the page is ${width} px wider than its window`);
  if (said.length > 0) throw new Error(`${page.url()}\n${said.join('\n')}`);
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * Loads axe into the page, which forgets it at each address. `page.evaluate` would pass it through `eval`, which compiles
 * it again each time and takes twice as long as the page itself.
 */
async function loadAxe(page: Page): Promise<void> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  const { exceptionDetails } = await (await session).send('Runtime.evaluate', { expression: source });
  if (exceptionDetails !== undefined) throw new Error(`axe does not load: ${exceptionDetails.text}`);
}
