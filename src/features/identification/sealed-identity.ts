import { z } from 'zod';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { parseNationalNumber } from '../../domain/numbers/national-number.ts';
import { type FasPerson, MEANS } from '../../platform/fas/fas-person.ts';
import type { Sealing } from '../../platform/sealing.ts';

declare module '../../platform/sealing.ts' {
  interface SealPurposes {
    'identity-number': true;
    'identity-digest': true;
    'identification-secrets': true;
    'identification-found': true;
  }
}

// Whatever is sealed here is bound to its citizen: in the row of another one it is worth nothing.
const Number_ = z.strictObject({ of: z.uuid(), number: z.string() });
const Secrets = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });
const Found = z.strictObject({
  of: z.uuid(),
  person: z.strictObject({
    subject: z.string(),
    nationalNumber: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string(),
    csamLevel: z.number(),
    acr: z.string(),
    means: z.enum(MEANS),
    enterpriseNumber: EnterpriseNumber.nullable().default(null),
  }),
});
type Secrets = z.infer<typeof Secrets>;

export const sealNumber = (sealing: Sealing, of: string, number: string): string =>
  sealing.seal('identity-number', { of, number } satisfies z.infer<typeof Number_>, null);

/** Returns null when its secret is gone. */
export function unsealNumber(sealing: Sealing, of: string, sealed: string): string | null {
  const content = sealing.unseal('identity-number', Number_, sealed);
  return content?.of === of ? parseNationalNumber(content.number) : null;
}

/** Finds a number again without keeping it readable. The newest secret's comes first, which is the one to keep. */
export function numberTags(sealing: Sealing, number: string): readonly [string, ...string[]] {
  const [newest = '', ...older] = sealing.tags('identity-digest', number);
  return [newest, ...older];
}

export const sealSecrets = (sealing: Sealing, secrets: Secrets, lifeSeconds: number): string =>
  sealing.seal('identification-secrets', secrets, lifeSeconds);
export const unsealSecrets = (sealing: Sealing, sealed: string): Secrets | null =>
  sealing.unseal('identification-secrets', Secrets, sealed);

export const sealFound = (sealing: Sealing, found: { of: string; person: FasPerson }, lifeSeconds: number): string =>
  sealing.seal('identification-found', found satisfies z.infer<typeof Found>, lifeSeconds);

export function unsealFound(sealing: Sealing, of: string, sealed: string): FasPerson | null {
  const content = sealing.unseal('identification-found', Found, sealed);
  return content?.of === of ? content.person : null;
}
