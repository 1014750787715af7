import { z } from 'zod';
import { oneOf } from './config-values.ts';

/** How the portal reaches FAS, the identification service of the federal administration (CSAM). */
export type FasConfig = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where FAS sends people back to, as it was registered there. */
  redirect: string;
  /** False when FAS publishes no discovery document: its usual paths are then used. */
  discovery: boolean;
  /** How FAS names, in the context of an enterprise, the number of the organisation that one chose. */
  enterpriseClaim: string;
  /** True for the FAS of our own that runs beside the portal in development. */
  development: boolean;
}>;

const address = (example: string) => z.url({ protocol: /^https?$/, error: `give an address, such as ${example}` });

export const fasSettings = {
  FAS_ISSUER: address('https://idp.iamfas.belgium.be/fas/oauth2').optional(),
  FAS_CLIENT_ID: z.string().min(1).optional(),
  FAS_CLIENT_SECRET: z.string().min(16, 'give the secret that FAS gave, of 16 characters or more').optional(),
  FAS_REDIRECT: address('https://portal.commune.example/identification/callback').optional(),
  FAS_DISCOVERY: oneOf('on', 'off').default('on'),
  FAS_ENTERPRISE_CLAIM: z
    .string()
    .regex(/^[\w:./-]{1,200}$/, 'give the name of a claim, as FAS gave it')
    .default('enterpriseNumber'),
};
type FasEnvironment = z.output<z.ZodObject<typeof fasSettings>>;

/** Returns what is wrong with the settings together, each with its remedy. */
export function fasProblems(env: FasEnvironment, { production }: { production: boolean }): string[] {
  const { FAS_ISSUER: issuer, FAS_REDIRECT: redirect } = env;
  const names = ['FAS_ISSUER', 'FAS_CLIENT_ID', 'FAS_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => env[name] === undefined);
  const problems =
    missing.length > 0 && missing.length < names.length
      ? missing.map((name) => `${name}: required as other FAS_… are given: give all three, or none`)
      : [];
  const plain = [issuer, redirect].some((given) => given?.startsWith('http:'));
  if (production && plain) {
    problems.push('FAS_ISSUER, FAS_REDIRECT: must be https in production: the FAS of development identifies nobody');
  }
  return problems;
}

export const DEVELOPMENT_CLIENT = { clientId: 'espace-personnel', clientSecret: 'only-for-development' } as const;

type Around = {
  publicOrigin: string;
  /** The port of the FAS of our own, or null where there is none. */
  developmentPort: number | null;
};

/** Returns null where nothing is set: démarches that ask for the card then offer the other ways only. */
export function fasOf(env: FasEnvironment, { publicOrigin, developmentPort }: Around): FasConfig | null {
  const { FAS_ISSUER: issuer, FAS_CLIENT_ID: clientId, FAS_CLIENT_SECRET: clientSecret } = env;
  const redirect = env.FAS_REDIRECT ?? `${publicOrigin}/identification/callback`;
  const discovery = env.FAS_DISCOVERY === 'on';
  const { FAS_ENTERPRISE_CLAIM: enterpriseClaim } = env;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { issuer, clientId, clientSecret, redirect, discovery, enterpriseClaim, development: false };
  }
  if (developmentPort === null) return null;
  // Another host than the portal's, as in production: cookies and redirects then meet the same rules of the browser.
  const own = `http://127.0.0.1:${developmentPort}/fas/oauth2`;
  return { issuer: own, ...DEVELOPMENT_CLIENT, redirect, discovery: true, enterpriseClaim, development: true };
}
