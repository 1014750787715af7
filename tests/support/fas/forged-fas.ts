import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { atTheEnd } from '../cleanup.ts';

const honest = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Claims = Record<string, unknown>;
/** The next answer of this FAS, and which lie it tells. */
export type Script = {
  token: Claims;
  about: Claims;
  /** HS256 is made with the public key as its secret, which a careless reader would believe. */
  alg: 'RS256' | 'HS256' | 'none';
  /** A stranger says in the head of the token which key to use. */
  signedBy: 'honest' | 'stranger';
  aboutSignedBy: 'honest' | 'stranger';
  secondsAhead: number;
  lifeSeconds: number;
};
export const LUCIE = { egovNRN: '85073003328', surname: 'Lambert', givenName: 'Lucie' };
const TRUTH: Script = {
  token: { sub: 'a'.repeat(40), acr: 'urn:be:fedict:iam:fas:citizen:Level500' },
  about: { sub: 'a'.repeat(40), ...LUCIE },
  alg: 'RS256',
  signedBy: 'honest',
  aboutSignedBy: 'honest',
  secondsAhead: 0,
  lifeSeconds: 300,
};

export const CLIENT = { clientId: 'portal', clientSecret: 'a secret of sixteen characters' };

/** A FAS that says what a test wants it to say, also what the real one never would. Each code is good once. */
export async function startForgedFas() {
  const nonces = new Map<string, string>();
  let script = TRUTH;
  let nonceOfToken = '';
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atTheEnd(() => new Promise<void>((done) => void server.close(() => done())));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fas/oauth2`;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname } = new URL(req.url ?? '/', issuer);
    if (pathname.endsWith('/.well-known/openid-configuration')) return json(res, metadataOf(issuer));
    if (pathname.endsWith('/jwk_uri'))
      return json(res, { keys: [{ ...jwkOf(honest.publicKey), use: 'sig', kid: 'k' }] });
    if (pathname.endsWith('/userinfo')) {
      res.setHeader('content-type', 'application/jwt');
      const claims = { iss: issuer, aud: CLIENT.clientId, ...script.about };
      return void res.end(signed(claims, { alg: 'RS256', by: script.aboutSignedBy }));
    }
    const code = new URLSearchParams(await text(req)).get('code') ?? '';
    const nonce = nonces.get(code);
    if (nonce === undefined) return json(res, { error: 'invalid_grant' }, 400);
    nonces.delete(code);
    nonceOfToken = nonce;
    json(res, { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken() });
  }

  function idToken(): string {
    const now = Math.floor(Date.now() / 1_000) + script.secondsAhead;
    const usual = { iss: issuer, aud: CLIENT.clientId, iat: now, exp: now + script.lifeSeconds, nonce: nonceOfToken };
    return signed({ ...usual, ...script.token }, { alg: script.alg, by: script.signedBy });
  }

  return {
    issuer,
    settings: { FAS_ISSUER: issuer, FAS_CLIENT_ID: CLIENT.clientId, FAS_CLIENT_SECRET: CLIENT.clientSecret },
    /** Changes the next answer. Every part that is not named tells the truth: Lucie, by her card. */
    say(changes: { [Part in keyof Script]?: Partial<Script[Part]> | Script[Part] } = {}): void {
      const { token = {}, about = {}, ...rest } = changes as Partial<Script>;
      script = { ...TRUTH, ...rest, token: { ...TRUTH.token, ...token }, about: { ...TRUTH.about, ...about } };
    },
    /** Returns what FAS sends back for somebody who was sent there and identified themselves. */
    return(address: string): URLSearchParams {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      nonces.set(code, asked.get('nonce') ?? '');
      return new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer });
    },
    stop: () => new Promise<void>((done) => void server.close(() => done())),
  };
}
export type ForgedFas = Awaited<ReturnType<typeof startForgedFas>>;

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/access_token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/connect/jwk_uri`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});

const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' });

function json(res: ServerResponse, body: object, status = 200): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function signed(claims: Claims, { alg, by }: { alg: Script['alg']; by: Script['signedBy'] }): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const ownKey = by === 'honest' ? {} : { jwk: jwkOf(stranger.publicKey), jku: 'https://elsewhere.example/keys' };
  const input = `${part({ alg, kid: 'k', typ: 'JWT', ...ownKey })}.${part(claims)}`;
  if (alg === 'none') return `${input}.`;
  if (alg === 'HS256') {
    const secret = honest.publicKey.export({ type: 'spki', format: 'pem' });
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }
  const key = by === 'honest' ? honest.privateKey : stranger.privateKey;
  return `${input}.${createSign('sha256').update(input).sign(key).toString('base64url')}`;
}
