import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import type { Log } from '../../platform/log.ts';
import { networkOf } from '../../platform/quotas.ts';

/** The visitor's network, for quotas and the sign-in history, and their browser in words that a person recognises. */
export type Client = { network: string; browser: string };

/**
 * An address that a proxy gives and that cannot be read counts as the proxy's own, so that nobody can choose a quota.
 */
export function clientOf(req: Request): Client {
  const network = networkOf(req.ip ?? '') || networkOf(req.socket.remoteAddress ?? '');
  return { network, browser: browserOf(req.headers['user-agent'] ?? '') };
}

/**
 * Reads the addresses of proxies that write ports too (« 203.0.113.7:51234 », « [2001:db8::7]:443 »), which Express
 * would not recognise. Warns once when a visitor's address still cannot be read, as all such visitors share the quotas
 * of the proxy.
 */
export function plainForwardedAddresses(log: Log): RequestHandler {
  let warned = false;
  return (req, _res, next) => {
    const given = req.headers['x-forwarded-for'];
    if (given !== undefined) {
      req.headers['x-forwarded-for'] = [given].flat().join(',').split(',').map(withoutPort).join(', ');
      if (!warned && isIP(req.ip ?? '') === 0) {
        warned = true;
        log.warn({}, 'X-Forwarded-For holds no address that can be read: such visitors share the quotas of the proxy');
      }
    }
    next();
  };
}

function withoutPort(entry: string): string {
  const [, bracketed, dotted] = /^\[(.+)\](?::\d+)?$|^(\d+(?:\.\d+){3}):\d+$/.exec(entry.trim()) ?? [];
  return bracketed ?? dotted ?? entry.trim();
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
