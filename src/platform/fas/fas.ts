import * as oidc from 'openid-client';
import type { Clock } from '../clock.ts';
import { type FasPerson, type FasRefusal, readPerson, refusalOf } from './fas-person.ts';
import { FasUnavailable } from './fas-unavailable.ts';

/**
 * The secrets that the portal keeps between a person's departure to FAS and their return, so that nobody else can
 * answer.
 */
export type FasSecrets = { state: string; nonce: string; verifier: string };
export type Departure = { address: string; secrets: FasSecrets };
export type FasAnswer = { outcome: 'identified'; person: FasPerson } | { outcome: 'refused'; reason: FasRefusal };

/** FAS, which identifies people by their card, itsme or MyGov.be (OpenID Connect, code flow). */
export type Fas = {
  /**
   * Returns the address of FAS to send somebody to. `state` begins with `label`, which comes back with the answer.
   * Throws FasUnavailable.
   */
  depart(asked: { acr: string; context: FasContext; language: string; label: string }): Promise<Departure>;
  /** Judges what came back, and asks FAS who it was. Throws FasUnavailable; any other fault is a refusal. */
  judge(answer: URLSearchParams, secrets: FasSecrets): Promise<FasAnswer>;
};

type Settings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirect: string;
  discovery: boolean;
  enterpriseClaim: string;
};

const TIMEOUT_SECONDS = 4;
/** A clock two minutes off is a usual fault of a server; one ten minutes off can no longer tell what has expired. */
export const CLOCK_TOLERANCE_SECONDS = 180;
/** People sign in as a citizen, or for an organisation: FAS then lets them choose one that mandated them. */
export type FasContext = 'citizen' | 'enterprise';
const SCOPES: Readonly<Record<FasContext, string>> = {
  citizen: 'openid profile egovnrn citizen',
  enterprise: 'openid profile egovnrn enterprise roles',
};

export function createFas(settings: Settings, clock: Clock): Fas {
  const server = serverOf(settings);
  return {
    async depart(asked) {
      return departure(await server.configuration(clock), settings.redirect, asked);
    },
    async judge(answer, secrets) {
      const returned = new URL(settings.redirect);
      returned.search = answer.toString();
      const told = await exchange(await server.configuration(clock), returned, secrets);
      return told.outcome === 'refused'
        ? told
        : readPerson({ ...told, enterpriseClaim: settings.enterpriseClaim, now: clock.now() });
    },
  };
}

async function departure(
  configuration: oidc.Configuration,
  redirect: string,
  { acr, context, language, label }: Parameters<Fas['depart']>[0],
): Promise<Departure> {
  const verifier = oidc.randomPKCECodeVerifier();
  const secrets = { state: `${label}.${oidc.randomState()}`, nonce: oidc.randomNonce(), verifier };
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: SCOPES[context],
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    acr_values: acr,
    ui_locales: language,
    // Whoever used this computer before may still be known to FAS.
    prompt: 'login',
  });
  return { address: address.href, secrets };
}

async function exchange(configuration: oidc.Configuration, returned: URL, secrets: FasSecrets) {
  const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = secrets;
  const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, returned, checks);
    const claims = tokens.claims() ?? { sub: '' };
    const about = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return { outcome: 'told', claims, about } as const;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw unavailable(error);
    return { outcome: 'refused', reason } as const;
  }
}

/**
 * Asks FAS for its addresses when they are first needed, not at the start: the portal starts, and serves all else, while
 * FAS is away. What was found is kept; a failure is not.
 */
function serverOf(settings: Settings) {
  let found: Promise<oidc.ServerMetadata> | null = settings.discovery ? null : Promise.resolve(usualPaths(settings));
  const metadata = async (): Promise<oidc.ServerMetadata> => {
    found ??= discover(settings);
    const asked = found;
    try {
      return await asked;
    } catch (error) {
      if (found === asked) found = null;
      throw unavailable(error);
    }
  };
  return {
    async configuration(clock: Clock): Promise<oidc.Configuration> {
      return configurationOf(await metadata(), settings, clock);
    },
  };
}

async function discover(settings: Settings): Promise<oidc.ServerMetadata> {
  const execute = isPlain(settings) ? [oidc.allowInsecureRequests] : [];
  const options = { timeout: TIMEOUT_SECONDS, execute };
  const found = await oidc.discovery(new URL(settings.issuer), settings.clientId, undefined, undefined, options);
  return found.serverMetadata();
}

/** Returns the addresses at which FAS was seen to answer (domain: ForgeRock), if it publishes no discovery document. */
function usualPaths({ issuer }: Settings): oidc.ServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/access_token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/connect/jwk_uri`,
  };
}

function configurationOf(server: oidc.ServerMetadata, settings: Settings, clock: Clock): oidc.Configuration {
  const { clientId, clientSecret } = settings;
  const configuration = new oidc.Configuration(
    server,
    clientId,
    {
      id_token_signed_response_alg: 'RS256',
      userinfo_signed_response_alg: 'RS256',
      [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
      [oidc.clockSkew]: Math.round((clock.now().getTime() - Date.now()) / 1_000),
    },
    oidc.ClientSecretBasic(clientSecret),
  );
  configuration.timeout = TIMEOUT_SECONDS;
  // The signatures are checked too, beside the TLS by which the tokens came.
  oidc.enableNonRepudiationChecks(configuration);
  if (isPlain(settings)) oidc.allowInsecureRequests(configuration);
  return configuration;
}

/** Plain http is for development only: the settings refuse it in production. */
const isPlain = ({ issuer }: Settings) => issuer.startsWith('http:');

function unavailable(error: unknown): FasUnavailable {
  if (error instanceof FasUnavailable) return error;
  // The cause of an error of openid-client holds what FAS answered, which no log may hold.
  const code = error instanceof oidc.ClientError ? (error.code ?? 'no answer') : 'no answer';
  return new FasUnavailable(`FAS is away: ${code}`);
}
