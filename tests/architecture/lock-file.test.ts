import test from 'node:test';
import { assertNone, readText } from '../support/source/source-files.ts';

type Locked = { version?: string; resolved?: string; integrity?: string; link?: boolean } & Partial<
  Record<'dev' | 'devOptional' | 'optional' | 'peer' | 'hasInstallScript', boolean>
>;
type Manifest = Record<'dependencies' | 'devDependencies' | 'allowScripts', Record<string, unknown>>;

const lock = JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(readText('package.json')) as Partial<Manifest>;
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ path, name: path.split('node_modules/').at(-1) ?? path, ...locked }));

const PRODUCTION_CAP = 256;
/**
 * The versions below which these packages have known vulnerabilities (November 2026). `npm audit` would tell, but it
 * cannot be reached from every machine.
 */
const FLOORS: Readonly<Record<string, string>> = {
  express: '5.2.1',
  'body-parser': '2.3.0',
  qs: '6.16.0',
  'path-to-regexp': '8.4.0',
  'express-session': '1.18.2',
  multer: '2.1.1',
  nodemailer: '9.1.1',
  ejs: '3.1.10',
  zod: '3.22.3',
  'express-rate-limit': '8.2.2',
};
const REFUSED: Readonly<Record<string, string>> = {
  csurf: 'abandoned: src/web/pipeline/same-origin.ts does it',
  xlsx: 'unfixed holes on npm',
  lodash: 'the language has it',
  moment: 'Intl has it',
  dotenv: 'node --env-file has it',
  'node-fetch': 'fetch is built in',
  uuid: 'node:crypto has it',
};

test('the lock file names no host and no place outside the registry', () => {
  const wrong = packages.filter(({ resolved, link }) => resolved !== undefined || link === true);
  assertNone(
    wrong.map(({ path, resolved }) => `package-lock.json: ${path} ${resolved ?? 'is a link'}`),
    'install with omit-lockfile-registry-resolved=true, so that any mirror serves',
  );
  const unsure = packages.filter(({ integrity }) => integrity === undefined);
  assertNone(
    unsure.map(({ path }) => `package-lock.json: ${path}`),
    'no integrity: what is installed is not checked',
  );
});

test('no package is older than the version that repaired its last known vulnerability', () => {
  const wrong = packages.filter(({ name, version }) => isBelow(version ?? '0', FLOORS[name] ?? '0'));
  assertNone(
    wrong.map(({ path, name, version }) => `package-lock.json: ${path} is ${version}, needs ${FLOORS[name]}`),
    'npm update it',
  );
});

test('none of the refused packages is installed', () => {
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const never = packages.map(({ name }) => name).filter((name) => name === 'csurf' || name === 'xlsx');
  const found = [...new Set([...direct, ...never])].filter((name) => name in REFUSED);
  assertNone(found.map((name) => `package.json: ${name}, ${REFUSED[name]}`));
});

test(`production installs at most ${PRODUCTION_CAP} packages`, (t) => {
  // The count leaves out what only some platforms install, and peers that another package asks for.
  const installed = packages.filter(
    ({ dev, devOptional, optional, peer }) => !(dev || devOptional || optional || peer),
  );
  t.diagnostic(`${installed.length} production packages`);
  const said = installed.length > PRODUCTION_CAP ? [`package-lock.json: ${installed.length} production packages`] : [];
  assertNone(said, `${PRODUCTION_CAP} at most: each is one more thing to trust`);
});

test('a package that runs a script when installed is named in allowScripts', () => {
  const named = Object.keys(manifest.allowScripts ?? {});
  // Some packages have one binary package per platform: the one that is named stands for all of them.
  const families = named.filter((name) => name.includes('/')).map((name) => `${name.split('/')[0]}/`);
  const isNamed = (name: string) => named.includes(name) || families.some((family) => name.startsWith(family));
  const wrong = packages.filter(({ name, hasInstallScript }) => hasInstallScript === true && !isNamed(name));
  assertNone(
    wrong.map(({ path }) => `package-lock.json: ${path}`),
    'say true or false in allowScripts of package.json',
  );
});

function isBelow(version: string, floor: string): boolean {
  const own = numbers(version);
  const wanted = numbers(floor);
  const index = own.findIndex((number, place) => number !== (wanted[place] ?? 0));
  return index >= 0 && (own[index] ?? 0) < (wanted[index] ?? 0);
}

function numbers(version: string): number[] {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).slice(0, 3).map(Number);
  return [major, minor, patch];
}
