import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { digestOf, newLinkToken } from '../../platform/sealing.ts';
import { cookiesOf } from '../../web/page/locals.ts';
import type { DelayKey } from './sign-in-delays.repository.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'known-browser': true;
  }
}

/** Browsers keep no cookie for longer. */
const LIFE_SECONDS = 400 * 24 * 60 * 60;
const COOKIES = { citizen: 'known-browser', staff: 'known-staff-browser' } as const;
const Known = z.strictObject({ id: z.string(), account: z.uuid(), password: z.string() });

type Actor = keyof typeof COOKIES;
/** The account and the hash of its present password. With another password no browser is known any more. */
type Credentials = { account: string; passwordHash: string };

/** Gives the browser, after a sign-in, a sealed cookie that is valid for this account while it has this password. */
export function rememberBrowser(
  { sealing }: Pick<App, 'sealing'>,
  req: Request,
  { actor, account, passwordHash }: Credentials & { actor: Actor },
): void {
  const known = { id: newLinkToken().token, account, password: fingerprintOf(passwordHash) };
  const value = sealing.seal('known-browser', known satisfies z.infer<typeof Known>, LIFE_SECONDS);
  const res = answerTo(req);
  cookiesOf(res).write(res, COOKIES[actor], { value, maxAgeSeconds: LIFE_SECONDS });
}

/** Returns the cookie as the browser sent it. It is opened once the account that signs in is known. */
export function rememberedBy(req: Request, actor: Actor): string {
  return cookiesOf(answerTo(req)).read(req, COOKIES[actor]) ?? '';
}

function answerTo(req: Request): Response {
  const { res } = req;
  if (res === undefined) throw new Error('a request without an answer');
  return res;
}

/**
 * Returns the key of the sign-in delay by which an attempt is judged. A browser from which this account signed in
 * before has a key of its own (the device cookies of OWASP), so that wrong attempts made elsewhere never delay it,
 * while those made in it are delayed as anywhere.
 */
export function delayKeyOf(
  { sealing }: Pick<App, 'sealing'>,
  { name, remembered, credentials }: { name: string; remembered: string; credentials: Credentials | null },
): DelayKey {
  const known = sealing.unseal('known-browser', Known, remembered);
  const spared =
    known !== null &&
    known.account === credentials?.account &&
    known.password === fingerprintOf(credentials.passwordHash);
  const account = digestOf(name);
  return { digest: spared ? digestOf(`${name} ${known.id}`) : account, account };
}

const fingerprintOf = (passwordHash: string): string => digestOf(passwordHash).toString('base64url');
