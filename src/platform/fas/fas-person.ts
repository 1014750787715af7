import { z } from 'zod';
import { type EnterpriseNumber, parseEnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { parseNationalNumber } from '../../domain/numbers/national-number.ts';
import { visibleLine } from '../../domain/visible-text.ts';

export const MEANS = ['eid', 'itsme', 'mygov', 'code', 'password', 'other'] as const;
export type Means = (typeof MEANS)[number];

/** The person whom FAS identified. `csamLevel`, from 100 to 500, says how sure FAS is. */
export type FasPerson = {
  /** The identifier that FAS gives the person, the same at each visit. It is not the national number. */
  subject: string;
  nationalNumber: string;
  /** Null for a person whose card has no first name. */
  firstName: string | null;
  lastName: string;
  csamLevel: number;
  acr: string;
  means: Means;
  /** The organisation whose mandate they showed; null for oneself. */
  enterpriseNumber: EnterpriseNumber | null;
};

/** The reasons for rejecting an answer, for the log. Each begins with the part that was wrong. */
export type FasRefusal =
  | 'cancelled'
  | 'error-of-fas'
  | 'answer'
  | 'code'
  | 'signature'
  | 'algorithm'
  | 'issuer'
  | 'audience'
  | 'nonce'
  | 'expired'
  | 'clock'
  | 'subject'
  | 'no-level'
  | 'no-number'
  | 'no-name';

type Read = { outcome: 'identified'; person: FasPerson } | { outcome: 'refused'; reason: FasRefusal };

const ACR = /^urn:be:fedict:iam:fas:(?:citizen:|enterprise:)?Level(\d{3})$/;
const TOLERANCE_MS = 180_000;

const Text = z.string().transform((given) => visibleLine(given.normalize('NFC')) ?? '');
const Claims = z.object({
  sub: z.string().min(1).max(255),
  iat: z.number(),
  acr: z.unknown().optional(),
  amr: z.unknown().optional(),
});
const About = z.object({
  egovNRN: z.string().optional().catch(undefined),
  surname: Text.optional().catch(undefined),
  givenName: Text.optional().catch(undefined),
});
type Signed = { claims: object; about: object; enterpriseClaim: string; now: Date };

/**
 * Reads the signed claims of FAS, whose names are Belgian. No public integration shows the name of the one that holds the
 * number of an organisation, so the settings say it.
 */
export function readPerson({ claims, about, enterpriseClaim, now }: Signed): Read {
  const refused = (reason: FasRefusal): Read => ({ outcome: 'refused', reason });
  const token = Claims.safeParse(claims);
  const person = About.safeParse(about);
  if (!token.success || !person.success) return refused('answer');
  const { sub: subject, iat, amr } = token.data;
  // The library judges when a token expires, not whether it was made in the future.
  if (Math.abs(iat * 1_000 - now.getTime()) > TOLERANCE_MS) return refused('clock');
  const acr = z.string().max(200).safeParse(token.data.acr).data ?? '';
  const csamLevel = Number(ACR.exec(acr)?.[1] ?? 0);
  if (csamLevel === 0) return refused('no-level');
  const nationalNumber = parseNationalNumber(person.data.egovNRN ?? '');
  if (nationalNumber === null) return refused('no-number');
  const { surname: lastName = '', givenName = '' } = person.data;
  if (lastName === '' || lastName.length > 200 || givenName.length > 200) return refused('no-name');
  const firstName = givenName === '' ? null : givenName;
  const enterpriseNumber = mandateIn(acr, new Map<string, unknown>(Object.entries(about)).get(enterpriseClaim));
  return {
    outcome: 'identified',
    person: {
      ...{ subject, nationalNumber, firstName, lastName, csamLevel, acr, enterpriseNumber },
      means: meansOf(amr, csamLevel),
    },
  };
}

/** Only an answer in the context of an enterprise is a mandate: elsewhere a number says nothing of who may act for it. */
function mandateIn(acr: string, told: unknown): EnterpriseNumber | null {
  // A claim of one value may be sent as a list of one; a list of several does not say which was chosen.
  const [only, ...others] = Array.isArray(told) ? told : [told];
  if (!acr.includes(':enterprise:') || typeof only !== 'string' || others.length > 0) return null;
  const reading = parseEnterpriseNumber(only);
  return reading.ok ? reading.number : null;
}

/** FAS does not always name the means: the highest level is that of the card alone. */
function meansOf(amr: unknown, csamLevel: number): Means {
  const named = z.array(z.string()).safeParse(amr).data ?? [];
  const known = MEANS.find((means) => named.some((one) => one.toLowerCase() === means));
  if (known !== undefined) return known;
  return csamLevel >= 500 ? 'eid' : 'other';
}

const Coded = z.object({ code: z.string().catch(''), error: z.string().catch('') });
/** The error of the library below, whose cause holds what it compared. */
const Caused = z.object({ cause: z.object({ cause: z.record(z.string(), z.unknown()) }) });

/**
 * Names what an error of openid-client means, from its code and the names of what it compared, never from what FAS
 * answered. Returns null for an error that says that FAS is away or broken.
 */
export function refusalOf(error: unknown): FasRefusal | null {
  const { code, error: told } = Coded.safeParse(error).data ?? { code: '', error: '' };
  const compared = Caused.safeParse(error).data?.cause.cause ?? {};
  return OF_CODE[code]?.({ told, compared }) ?? null;
}

type Told = { told: string; compared: Readonly<Record<string, unknown>> };
const OF_CLAIM: Readonly<Record<string, FasRefusal>> = { iss: 'issuer', aud: 'audience', nonce: 'nonce' };
const OF_CODE: Readonly<Record<string, (told: Told) => FasRefusal>> = {
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: ({ told }) => (told === 'access_denied' ? 'cancelled' : 'error-of-fas'),
  OAUTH_RESPONSE_BODY_ERROR: ({ told }) => (told === 'invalid_grant' ? 'code' : 'error-of-fas'),
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: () => 'error-of-fas',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: ({ compared }) => OF_CLAIM[String(compared['claim'])] ?? 'answer',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: ({ compared }) => (compared['claim'] === 'exp' ? 'expired' : 'clock'),
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: () => 'subject',
  OAUTH_KEY_SELECTION_FAILED: () => 'signature',
  OAUTH_INVALID_RESPONSE: ({ compared }) =>
    'signature' in compared ? 'signature' : 'header' in compared ? 'algorithm' : 'answer',
  OAUTH_PARSE_ERROR: () => 'answer',
  OAUTH_UNSUPPORTED_OPERATION: () => 'answer',
  OAUTH_JWT_USERINFO_EXPECTED: () => 'answer',
};
