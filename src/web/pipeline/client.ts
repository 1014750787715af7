import type { Request } from 'express';
import { networkOf } from '../../platform/quotas.ts';

/** The visitor's network, for quotas and the sign-in history, and their browser in words that a person recognises. */
export type Client = { network: string; browser: string };

export function clientOf(req: Request): Client {
  return { network: networkOf(req.ip ?? ''), browser: browserOf(req.headers['user-agent'] ?? '') };
}

const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone / iPad', /\b(iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

/**
 * Returns text such as « Firefox, Windows ». It is made of known names only; nothing of what the browser sends is
 * repeated.
 */
function browserOf(userAgent: string): string {
  const agent = userAgent.slice(0, 500);
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([, pattern]) => pattern.test(agent))?.[0]);
  return named.filter((name) => name !== undefined).join(', ');
}
