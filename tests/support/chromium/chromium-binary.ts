import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';

const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];

export const isPackaged = process.platform === 'linux' && process.arch === 'x64';

/** Returns the path of the Chromium that comes as an npm package on Linux, or of an installed Chrome elsewhere. */
export async function chromiumPath(): Promise<string> {
  if (isPackaged) return unpackChromium();
  const installed = INSTALLED.find((file) => existsSync(file));
  if (installed === undefined) throw new Error('install Chrome to run the browser tests on this machine');
  return installed;
}

/**
 * Unpacks Chromium in a folder of this user's own, where another user's copy cannot be in the way. It must run once
 * before the test files run in parallel, as two that unpack at once would start an incomplete browser.
 */
export async function unpackChromium(): Promise<string> {
  const shared = process.env['TMPDIR'];
  const own = path.join(tmpdir(), `portal-chromium-${userInfo().uid}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  process.env['TMPDIR'] = own;
  try {
    return await sparticuz.executablePath();
  } finally {
    if (shared === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = shared;
  }
}
