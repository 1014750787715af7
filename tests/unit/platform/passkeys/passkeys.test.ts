import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import * as passkeys from '../../../../src/platform/passkeys/passkeys.ts';
import { Authenticator, type Lie } from '../../../support/staff-account/authenticator.ts';

const ORIGIN = 'https://ep.exemple.be';
const site = passkeys.passkeySiteOf(ORIGIN);
const challenge = randomBytes(32);
const sent = challenge.toString('base64url');

const LIES: Record<string, Lie> = {
  'another origin': { origin: 'https://ep.example.be' },
  'the origin of a sub-domain': { origin: 'https://a.ep.exemple.be' },
  'another host': { rpId: 'exemple.be' },
  'another challenge': { challenge: randomBytes(32).toString('base64url') },
  'the other ceremony': { type: 'webauthn.other' },
  'a person who is not verified': { flags: 0x01 },
  'a person who is not there': { flags: 0x04 },
  'a backup of what may not be copied': { flags: 0x15 },
};
const settled = (judgement: Promise<{ verified: boolean }>) =>
  judgement.then(
    ({ verified }) => verified,
    () => false,
  );

/** Judges by the library, which nothing of ours has written. */
const library = {
  created: (response: string) =>
    settled(
      verifyRegistrationResponse({
        response: JSON.parse(response),
        expectedChallenge: sent,
        expectedOrigin: site.origin,
        expectedRPID: site.id,
      }),
    ),
  proved: (response: string, device: Authenticator) =>
    settled(
      verifyAuthenticationResponse({
        response: JSON.parse(response),
        expectedChallenge: sent,
        expectedOrigin: site.origin,
        expectedRPID: site.id,
        credential: { id: device.id, publicKey: new Uint8Array(device.coseKey), counter: 0 },
      }),
    ),
};
const proved = (response: string, publicKey: Buffer) => {
  const assertion = passkeys.readAssertion(response);
  return assertion === null ? null : passkeys.proofOf(site, assertion, { challenge, publicKey });
};

describe('a new passkey', () => {
  const options = { challenge: sent, rp: { id: site.id }, user: { id: 'aGFuZGxl' } };

  it('is read from an honest answer, and the library agrees', async () => {
    const device = new Authenticator(ORIGIN);
    const response = device.create(options);
    assert.deepEqual(passkeys.readNewPasskey(site, response, challenge), {
      credentialId: device.id,
      publicKey: device.publicKey,
      counter: 0,
    });
    assert.equal(await library.created(response), true);
  });

  for (const [what, lie] of Object.entries(LIES)) {
    it(`is refused for ${what}, and the library agrees`, async () => {
      const response = new Authenticator(ORIGIN).create(options, lie);
      assert.equal(passkeys.readNewPasskey(site, response, challenge), null);
      assert.equal(await library.created(response), false);
    });
  }

  it('is refused when the ids differ, from a frame of another site, with another key, and when it is nothing of the kind', () => {
    const device = new Authenticator(ORIGIN);
    const honest = JSON.parse(device.create(options));
    const spki = { publicKeyEncoding: { format: 'der', type: 'spki' } } as const;
    const secret = { privateKeyEncoding: { format: 'der', type: 'pkcs8' } } as const;
    const weak = generateKeyPairSync('rsa', { modulusLength: 1_024, ...spki, ...secret }).publicKey.toString(
      'base64url',
    );
    const curve = { namedCurve: 'secp384r1', ...spki, ...secret };
    const other = generateKeyPairSync('ec', curve).publicKey.toString('base64url');
    const wrong = [
      { ...honest, rawId: 'YWJj' },
      { ...honest, id: 'YWJj', rawId: 'YWJj' },
      { ...honest, type: 'password' },
      ...[weak, other, 'YWJj'].map((publicKey) => ({ ...honest, response: { ...honest.response, publicKey } })),
      { ...honest, response: { ...honest.response, authenticatorData: 'YWJj' } },
      { ...honest, response: {} },
    ].map((answer) => JSON.stringify(answer));
    wrong.push(device.create(options, { crossOrigin: true }), '', 'null', '[]', '{', 'x'.repeat(20_000));
    for (const answer of wrong)
      assert.equal(passkeys.readNewPasskey(site, answer, challenge), null, answer.slice(0, 90));
  });
});

describe('the answer of a passkey', () => {
  const options = { challenge: sent, rpId: site.id };

  it('proves an honest signature with its counter, and the library agrees', async () => {
    const device = new Authenticator(ORIGIN);
    device.counter = 7;
    const response = device.get(options);
    assert.deepEqual(proved(response, device.publicKey), { counter: 7 });
    assert.equal(await library.proved(response, device), true);
  });

  for (const [what, lie] of Object.entries({ ...LIES, 'no signature': { signature: Buffer.from('x') } })) {
    it(`proves nothing for ${what}, and the library agrees`, async () => {
      const device = new Authenticator(ORIGIN);
      const response = device.get(options, lie);
      assert.equal(proved(response, device.publicKey), null);
      assert.equal(await library.proved(response, device), false);
    });
  }

  it('proves nothing when another passkey signed, when a byte changed, and from a frame of another site', async () => {
    const [device, other] = [new Authenticator(ORIGIN), new Authenticator(ORIGIN)];
    assert.equal(proved(other.get(options, { id: device.id }), device.publicKey), null);
    const honest = JSON.parse(device.get(options));
    const data = Buffer.from(honest.response.authenticatorData, 'base64url');
    data.writeUInt32BE(9, 33);
    honest.response.authenticatorData = data.toString('base64url');
    assert.equal(proved(JSON.stringify(honest), device.publicKey), null);
    assert.equal(proved(device.get(options, { crossOrigin: true }), device.publicKey), null);
  });
});

it('asks for a verified person, a passkey that the device keeps, no attestation, and names nobody to a stranger', () => {
  const owner = { handle: randomBytes(16), name: 'nadia@exemple.be', displayName: 'Nadia Benali' };
  const made = passkeys.creationOptions(site, { challenge, siteName: 'Schaerbeek', owner, known: ['abc'] });
  assert.deepEqual(
    { ...made, timeout: 0 },
    {
      challenge: sent,
      rp: { id: 'ep.exemple.be', name: 'Schaerbeek' },
      user: { id: owner.handle.toString('base64url'), name: 'nadia@exemple.be', displayName: 'Nadia Benali' },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: [{ type: 'public-key', id: 'abc' }],
      authenticatorSelection: { userVerification: 'required', residentKey: 'required', requireResidentKey: true },
      attestation: 'none',
      timeout: 0,
    },
  );
  const asked = { ...passkeys.requestOptions(site, { challenge, allowed: [] }), timeout: 0 };
  const wanted = { challenge: sent, rpId: 'ep.exemple.be', allowCredentials: [], userVerification: 'required' };
  assert.deepEqual(asked, { ...wanted, timeout: 0 });
});
