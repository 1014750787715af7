import { generateKeyPairSync } from 'node:crypto';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import type { FasConfig } from '../../config-fas.ts';
import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { acrOf, MEANS_OFFERED, PERSONAS } from './personas.ts';

export type FasProvider = Provider;

const HOUR = 3_600;
const SCOPES = ['openid', 'profile', 'egovnrn', 'citizen', 'enterprise', 'roles'];

/** The mandate that each person chose last, by their identifier at FAS, as the account alone does not tell it. */
const chosenMandates = new Map<string, EnterpriseNumber>();

export function chooseMandate(subject: string, enterpriseNumber: EnterpriseNumber | null): void {
  if (enterpriseNumber === null) chosenMandates.delete(subject);
  else chosenMandates.set(subject, enterpriseNumber);
}

/** Nothing that it knows outlives the process, its key included: a developer who starts again begins anew. */
export function createProvider(config: FasConfig): FasProvider {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const { pathname } = new URL(config.issuer);
  return new Provider(config.issuer, {
    ...likeFas(config),
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    interactions: { policy, url: (_ctx, { uid }) => `${pathname}/interaction/${uid}` },
    cookies: { keys: ['development'] },
    jwks: { keys: [newKey()] },
    ttl: { Interaction: HOUR, Grant: HOUR, Session: HOUR, AccessToken: 60, IdToken: HOUR },
    findAccount: (_ctx, accountId) => accountOf(accountId, config),
    async loadExistingGrant({ oidc }) {
      const [clientId = '', accountId = ''] = [oidc.client?.clientId, oidc.session?.accountId];
      const grant = new oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
  });
}

/** The client, the paths, the levels and the claims, as integrations of the real one show them. */
function likeFas({ clientId, clientSecret, redirect, enterpriseClaim }: FasConfig): Configuration {
  const client = {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirect],
    response_types: ['code' as const],
    grant_types: ['authorization_code'],
    userinfo_signed_response_alg: 'RS256' as const,
  };
  return {
    clients: [client],
    routes: {
      authorization: '/authorize',
      token: '/access_token',
      userinfo: '/userinfo',
      jwks: '/connect/jwk_uri',
    },
    scopes: SCOPES,
    claims: {
      openid: ['sub', 'amr'],
      profile: ['surname', 'givenName', 'prefLanguage'],
      egovnrn: ['egovNRN'],
      enterprise: [enterpriseClaim],
    },
    acrValues: MEANS_OFFERED.flatMap(({ csamLevel }) => [acrOf(csamLevel, 'citizen'), acrOf(csamLevel, 'enterprise')]),
    pkce: { required: () => true },
  };
}

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'development' };
}

async function accountOf(accountId: string, { enterpriseClaim }: FasConfig) {
  const persona = PERSONAS.find(({ subject }) => subject === accountId);
  if (persona === undefined) return undefined;
  const { firstName, lastName, nationalNumber, language } = persona;
  const enterpriseNumber = chosenMandates.get(accountId);
  const mandate = enterpriseNumber === undefined ? {} : { [enterpriseClaim]: enterpriseNumber };
  const known = { ...mandate, surname: lastName, egovNRN: nationalNumber, prefLanguage: language };
  const claims = { sub: accountId, ...known, ...(firstName === null ? {} : { givenName: firstName }) };
  return { accountId, claims: async () => claims };
}
