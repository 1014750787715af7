import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { atTheEnd, atTheEndOfProcess } from '../cleanup.ts';
import { PATIENCE_MS } from '../until.ts';
import { chromiumPath, isPackaged } from './chromium-binary.ts';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

// Pages need no WebGL, and a graphics card that is imitated in software takes a third of the time of a page.
const WITHOUT_GRAPHICS_CARD = ['--disable-gpu', '--disable-software-rasterizer'];

async function launchChromium(): Promise<Browser> {
  const executablePath = await chromiumPath();
  // Single-process mode is meant for hosts without shared memory. Here it would only make pages crash together.
  const packagedArguments = isPackaged
    ? sparticuz.args.filter((argument) => !/single-process|no-zygote|headless|gpu|use-gl|swiftshader/.test(argument))
    : [];
  const args = [...packagedArguments, ...WITHOUT_GRAPHICS_CARD, ...QUIET, '--no-sandbox'];
  const browser = await chromium.launch({ executablePath, args, headless: true });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

let running: Promise<Browser> | null = null;

/**
 * Returns the browser of this process, which its test files use one after the other, as a start takes as long as several
 * pages. Who visits a page has a context of their own, and those of a file are closed at its end.
 */
export async function useChromium(): Promise<Browser> {
  if (running === null || !(await running).isConnected()) {
    const started = launchChromium();
    running = started;
    atTheEndOfProcess(async () => (await started).close());
  }
  const browser = await running;
  atTheEnd(() => Promise.all(browser.contexts().map((context) => context.close())));
  return browser;
}

/** Collects what the browser itself reports from then on, such as broken policies and scripts that throw. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
