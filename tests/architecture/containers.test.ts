import assert from 'node:assert/strict';
import { basename, extname } from 'node:path';
import test from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { JOINED_ENTRIES } from '../../src/tools/build-server.ts';
import { assertNone, isFile, listFiles, readText } from '../support/source/source-files.ts';
import { callsOf, nameOf, nodesOf, parseSource, stringOf } from '../support/source/syntax.ts';

const Service = z.object({
  build: z.string().optional(),
  image: z.string().optional(),
  command: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) });

const compose = Compose.parse(parse(readText('docker-compose.yml'), { merge: true }));
const services = Object.entries(compose.services).map(([name, service]) => ({ name, ...service }));
const portals = services.filter(({ build }) => build === '.');

/** The instructions of the Dockerfile, with continued lines joined and comments removed. */
const instructions = readText('Dockerfile')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string) => instructions.filter((instruction) => instruction.name === name).map(({ rest }) => rest);
/** Variables that Node or the C library reads in the image, and not src/config.ts. */
const READ_BY_OTHERS = new Set(['MALLOC_ARENA_MAX', 'NODE_COMPILE_CACHE']);

/** The files that `src/tools/build-server.ts` writes for the image, and the module that each begins with. */
const JOINED = new Map(JOINED_ENTRIES.map((entry) => [`dist/${basename(entry, extname(entry))}.js`, entry]));

const { path, text } = { path: 'src/config.ts', text: readText('src/config.ts') };
const config = parseSource(path, text);
const known = new Set(
  nodesOf(config, 'VariableDeclarator')
    .filter(({ id }) => nameOf(id) === 'Environment')
    .flatMap(({ init }) =>
      nodesOf(config, 'Property').filter((one) => init && one.start > init.start && one.end < init.end),
    )
    .map(({ key }) => nameOf(key)),
);

test('each service of docker-compose.yml waits for services that are there, and for health of those that tell it', () => {
  const wrong = services.flatMap(({ name, depends_on }) =>
    Object.entries(depends_on)
      .filter(([other, { condition }]) => {
        const found = compose.services[other];
        return found === undefined || (condition === 'service_healthy' && found.healthcheck === undefined);
      })
      .map(([other]) => `${name} waits for ${other}`),
  );
  assertNone(wrong, 'name a service, and give it a healthcheck');
});

test('each named volume of docker-compose.yml is declared, and each declared one used', () => {
  const used = services.flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''));
  assert.deepEqual([...new Set(used)].sort(), Object.keys(compose.volumes).sort());
});

test('each variable that docker-compose.yml or the Dockerfile gives to the portal is read by src/config.ts or in the list', () => {
  assert.ok(known.has('DATABASE_URL') && portals.length > 0);
  const given = [
    ...portals.flatMap(({ environment }) => Object.keys(environment)),
    ...all('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map(([, name = '']) => name)),
  ];
  assertNone(given.filter((name) => !known.has(name) && !READ_BY_OTHERS.has(name)));
});

test('with what docker-compose.yml gives, a portal in production has its whole configuration', () => {
  const secrets = { POSTGRES_PASSWORD: 'lampadaire-girafe', SESSION_SECRET: 'q8Zr1yW5uT0pL3kJ6hG9fD2sA4xC7vB0nM' };
  for (const { environment } of portals) {
    const values = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):\?\}/g, (_, asked: string) => secrets[asked as keyof typeof secrets]),
    ]);
    assert.equal(readConfig({ NODE_ENV: 'production', ...Object.fromEntries(values) }).production, true);
  }
});

test('each host that docker-compose.yml names for the portal or the proxy is a service, and the proxy asks the port of the Dockerfile', () => {
  const hosts = portals.flatMap(({ environment }) =>
    ['DATABASE_URL', 'DATABASE_OWNER_URL', 'SMTP_URL'].map(
      (name) => /^\w+:\/\/(?:.*@)?([\w-]+)/.exec(environment[name] ?? '')?.[1] ?? name,
    ),
  );
  assertNone(hosts.filter((host) => compose.services[host] === undefined));
  const proxied = [...(compose.services['caddy']?.command ?? '').matchAll(/--to (\S+)/g)].map(([, to]) => to);
  assert.deepEqual(
    proxied,
    portals.map(({ name }) => `${name}:${all('EXPOSE')[0]}`),
  );
  assert.equal(all('EXPOSE')[0], String(readConfig({}).port));
});

test('each path that the Dockerfile copies from the project or runs is there, and not left out by .dockerignore', () => {
  const copied = all('COPY').filter((rest) => !rest.startsWith('--from='));
  const ran = instructions.flatMap(({ rest }) => [
    ...[...rest.matchAll(/(?:node|import\('\/app\/|")\s*"?(src\/[\w./-]+)/g)].map(([, file = '']) => file),
    ...[...rest.matchAll(/\b(dist\/[\w.-]+)/g)].map(([, file = '']) => JOINED.get(file) ?? file),
  ]);
  assert.ok(copied.length > 3 && ran.length > 3);
  const ignored = readText('.dockerignore').split('\n');
  const paths = [...copied.flatMap((rest) => rest.split(' ').slice(0, -1)), ...ran];
  const isThere = (asked: string) => isFile(asked) || listFiles(asked, /./).length > 0;
  assertNone(paths.filter((asked) => ignored.includes(asked) || !isThere(asked)));
  const built = all('COPY')
    .filter((rest) => rest.startsWith('--from='))
    .map((rest) => rest.split(' ').at(-1));
  assert.deepEqual(built, ['public/.built', 'dist']);
});

test('the image runs the start script of package.json, with its modules joined, under the Node that the project brings', () => {
  const manifest = JSON.parse(readText('package.json')) as {
    scripts: { start: string };
    devDependencies: { node: string };
  };
  const [command = '[]'] = all('CMD');
  assert.equal(
    (JSON.parse(command) as string[]).join(' '),
    manifest.scripts.start.replace('src/start.mjs', 'dist/start.js'),
  );
  const [, major] = /(\d+)\./.exec(manifest.devDependencies.node) ?? [];
  for (const from of all('FROM')) assert.match(from, new RegExp(`^node:${major}-`));
});

test('each command of package.json is joined for the image too', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
  const commands = Object.values(scripts).flatMap((script) => script.match(/src\/commands\/[\w-]+\.ts/g) ?? []);
  assert.ok(commands.length > 0);
  assert.deepEqual(commands.toSorted(), JOINED_ENTRIES.filter((entry) => /commands/.test(entry)).toSorted());
});

test('the healthcheck of the Dockerfile asks an address that the portal serves', () => {
  const [check = ''] = all('HEALTHCHECK');
  const [, asked] = /'(\/[a-z/]+)'/.exec(check) ?? [];
  const routes = parseSource('src/features/health/routes.ts', readText('src/features/health/routes.ts'));
  const served = callsOf(routes, /\.(?:get|all|use)$/).map(({ arguments: [address] }) => stringOf(address));
  assert.ok(asked !== undefined && served.includes(asked), `${asked} is none of ${served.join(', ')}`);
});
