import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { atTheEnd } from './cleanup.ts';

const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** The Chromium that comes as an npm package on Linux; elsewhere an installed Chrome. */
export async function launchChromium(): Promise<Browser> {
  const packaged = process.platform === 'linux' && process.arch === 'x64';
  const executablePath = packaged ? await sparticuz.executablePath() : INSTALLED.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error('install Chrome to run the browser tests on this machine');
  // Single-process mode is for hosts without shared memory: here it only makes pages crash together.
  const packagedArguments = packaged
    ? sparticuz.args.filter((argument) => !/single-process|no-zygote|headless/.test(argument))
    : [];
  return chromium.launch({ executablePath, args: [...packagedArguments, ...QUIET, '--no-sandbox'], headless: true });
}

/** One browser for a test file, closed at its end. */
export async function useChromium(): Promise<Browser> {
  const browser = await launchChromium();
  atTheEnd(() => browser.close());
  return browser;
}
