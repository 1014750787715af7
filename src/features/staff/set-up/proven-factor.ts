import type { App } from '../../../app.ts';
import { type NewPasskey, passkeySiteOf, readNewPasskey } from '../../../platform/passkeys/passkeys.ts';
import { timeStepOf } from '../../../platform/second-factor.ts';
import { takeChallenge } from '../passkeys/challenges.ts';
import { sealSecondFactor } from '../sealed-second-factor.ts';
import { openOfferedSecondFactor } from './offered-second-factor.ts';

/**
 * The factor that the form sends: the code of an app that holds the offered secret, or a passkey that the browser made.
 */
export type OfferedFactor = { kind: 'app'; offer: string; code: string } | { kind: 'passkey'; credential: string };
/** The part of it that is kept: the sealed secret of the app and the step of the code that was used, or a passkey. */
export type ProvenFactor = { secondFactor: string | null; timeStep: number; passkey: NewPasskey | null };
type FactorApp = Pick<App, 'clock' | 'config' | 'db' | 'sealing'>;
type OfLink = { link: Buffer; staffMemberId: string };

/** Returns null when the person has not shown that they hold the factor, or it was offered to another link. */
export async function provenFactor(
  app: FactorApp,
  { link, staffMemberId }: OfLink,
  factor: OfferedFactor,
): Promise<ProvenFactor | null> {
  if (factor.kind === 'passkey') {
    const challenge = await takeChallenge(app, `set-up ${link.toString('hex')}`);
    const site = passkeySiteOf(app.config.publicOrigin);
    const passkey = challenge === null ? null : readNewPasskey(site, factor.credential, challenge);
    return passkey === null ? null : { secondFactor: null, timeStep: 0, passkey };
  }
  const proven = provenApp(app, link, factor);
  if (proven === null) return null;
  const { secret, timeStep } = proven;
  return { secondFactor: sealSecondFactor(app, { of: staffMemberId, secret }), timeStep, passkey: null };
}

type OfferedApp = Pick<Extract<OfferedFactor, { kind: 'app' }>, 'offer' | 'code'>;

/** Returns the secret that the app holds and the step of its code, or null where the code is of another secret. */
export function provenApp(
  app: Pick<App, 'clock' | 'sealing'>,
  link: Buffer,
  { offer, code }: OfferedApp,
): { secret: string; timeStep: number } | null {
  const secret = openOfferedSecondFactor(app, { link, sealed: offer })?.secret ?? null;
  const timeStep = secret === null ? null : timeStepOf(secret, { code, at: app.clock.now() });
  return secret === null || timeStep === null ? null : { secret, timeStep };
}
