import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/**
 * Passkeys (WebAuthn level 3), with the attestation « none »: nobody vouches for the make of a device, so a new passkey is
 * believed as the browser hands it over, and only what it signs later is proved. That needs no certificate and no CBOR,
 * as browsers hand over the key as SPKI. tests/unit/platform compares each judgement with that of a library.
 */

/** `id` is the name of the host, which a passkey belongs to for ever; `origin` is the only page that may ask for it. */
export type PasskeySite = { id: string; origin: string };
export type NewPasskey = { credentialId: string; publicKey: Buffer; counter: number };
export type Assertion = z.infer<typeof Assertion>;

export function passkeySiteOf(publicOrigin: string): PasskeySite {
  const { hostname: id, origin } = new URL(publicOrigin);
  return { id, origin };
}

const TIMEOUT_MS = 300_000;
const ES256 = -7;
const RS256 = -257;
const REQUIRED = { userVerification: 'required' } as const;
const described = (ids: readonly string[]) => ids.map((id) => ({ type: 'public-key', id }));

type Owner = { handle: Buffer; name: string; displayName: string };
type Creation = { challenge: Buffer; siteName: string; owner: Owner; known: readonly string[] };

/** Returns what `navigator.credentials.create` is given, as JSON. `known` are not made again on the same device. */
export function creationOptions({ id }: PasskeySite, { challenge, siteName, owner, known }: Creation): object {
  const { handle, name, displayName } = owner;
  return {
    challenge: challenge.toString('base64url'),
    rp: { id, name: siteName },
    user: { id: handle.toString('base64url'), name, displayName },
    pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: described(known),
    authenticatorSelection: { ...REQUIRED, residentKey: 'required', requireResidentKey: true },
    attestation: 'none',
    timeout: TIMEOUT_MS,
  };
}

/** Returns what `navigator.credentials.get` is given, as JSON. With no `allowed`, the person chooses among theirs. */
export function requestOptions(
  { id }: PasskeySite,
  { challenge, allowed }: { challenge: Buffer; allowed: readonly string[] },
): object {
  const allowCredentials = described(allowed);
  return { challenge: challenge.toString('base64url'), rpId: id, allowCredentials, ...REQUIRED, timeout: TIMEOUT_MS };
}

const MOST_CHARACTERS = 16_384;
const base64url = z.string().regex(/^[\w-]+$/);
const bytes = base64url.transform((text) => Buffer.from(text, 'base64url'));
const credential = { id: base64url.max(1_400), rawId: base64url, type: z.literal('public-key') };
const isWhole = ({ id, rawId }: { id: string; rawId: string }) => id === rawId;
const Registration = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      publicKey: z.base64url().transform(decoded),
    }),
  })
  .refine(isWhole);
const Assertion = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: z.string().nullish(),
    }),
  })
  .refine(isWhole);

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

/** Returns null for what is no new passkey of this site, made for this challenge by somebody whom the device verified. */
export function readNewPasskey(site: PasskeySite, sent: string, challenge: Buffer): NewPasskey | null {
  const found = Registration.safeParse(jsonOf(sent));
  if (!found.success) return null;
  const { id, response } = found.data;
  const data = readAuthenticatorData(site, response.authenticatorData);
  if (data === null || !isClientData(site, response.clientDataJSON, { type: 'webauthn.create', challenge }))
    return null;
  if (data.credentialId?.toString('base64url') !== id || keyOf(response.publicKey) === null) return null;
  return { credentialId: id, publicKey: response.publicKey, counter: data.counter };
}

/** Returns null for what is no answer of a passkey. Nothing is proved yet. */
export function readAssertion(sent: string): Assertion | null {
  return Assertion.safeParse(jsonOf(sent)).data ?? null;
}

/** Returns null unless the passkey signed this challenge, here, after the device verified the person. */
export function proofOf(
  site: PasskeySite,
  { response }: Assertion,
  { challenge, publicKey }: { challenge: Buffer; publicKey: Buffer },
): { counter: number } | null {
  const data = readAuthenticatorData(site, response.authenticatorData);
  const key = keyOf(publicKey);
  if (data === null || key === null) return null;
  if (!isClientData(site, response.clientDataJSON, { type: 'webauthn.get', challenge })) return null;
  const signed = Buffer.concat([response.authenticatorData, sha256(response.clientDataJSON)]);
  return verify('sha256', signed, key, response.signature) ? { counter: data.counter } : null;
}

const sha256 = (content: Buffer | string): Buffer => createHash('sha256').update(content).digest();

function jsonOf(sent: string): unknown {
  if (sent.length > MOST_CHARACTERS) return null;
  try {
    return JSON.parse(sent);
  } catch {
    // A text that is not JSON is not a passkey: that is an answer, not an exception to report.
    return null;
  }
}

const ClientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.literal(false).optional(),
  topOrigin: z.undefined().optional(),
});

/** The browser says which page asked, and for what. A page within a frame of another site is none of ours. */
function isClientData(site: PasskeySite, json: Buffer, asked: { type: string; challenge: Buffer }): boolean {
  const found = ClientData.safeParse(jsonOf(json.toString('utf8')));
  if (!found.success) return false;
  const { type, challenge, origin } = found.data;
  return type === asked.type && challenge === asked.challenge.toString('base64url') && origin === site.origin;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;
const NEW_CREDENTIAL = 0x40;
const COUNTER_AT = 33;
const HEAD_BYTES = 37;
const CREDENTIAL_AT = 55;

/** Reads what the device says (WebAuthn § 6.1). Returns null for another site, or a person it did not verify. */
function readAuthenticatorData({ id }: PasskeySite, data: Buffer): { counter: number; credentialId?: Buffer } | null {
  if (data.length < HEAD_BYTES || !data.subarray(0, 32).equals(sha256(id))) return null;
  const flags = data.readUInt8(32);
  const has = (flag: number) => (flags & flag) !== 0;
  if (!has(PRESENT) || !has(VERIFIED) || (has(BACKED_UP) && !has(BACKUP_ELIGIBLE))) return null;
  const counter = data.readUInt32BE(COUNTER_AT);
  if (!has(NEW_CREDENTIAL)) return { counter };
  if (data.length < CREDENTIAL_AT) return null;
  const length = data.readUInt16BE(CREDENTIAL_AT - 2);
  return { counter, credentialId: data.subarray(CREDENTIAL_AT, CREDENTIAL_AT + length) };
}

/** Returns null for a key that was not asked for: one of P-256, or RSA of 2048 bits or more. */
function keyOf(spki: Buffer): KeyObject | null {
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? key : null;
    return key.asymmetricKeyType === 'rsa' && modulusLength >= 2_048 ? key : null;
  } catch {
    // OpenSSL finds no key in it: that is an answer, not an exception to report.
    return null;
  }
}
