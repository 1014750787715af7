import test from 'node:test';
import { type Import, importsOf } from '../support/source/declarations.ts';
import { assertNone, featureOf, listFiles } from '../support/source/source-files.ts';
import { nameOf, nodesOf, placeOf, readSources, type SourceFile } from '../support/source/syntax.ts';

type Edge = Import & { from: string; to: string };

const sources = readSources();
const edges = sources.flatMap(edgesOf);
const SHORT_OF = (edge: Edge) => `${edge.from}:${edge.line} imports ${edge.to}`;

/** The repositories whose writes other features may call. */
const WRITES_FOR_ALL = new Set(['src/features/audit/audit-events.repository.ts']);

test('a page is imported by a routes.ts only', () => {
  none(
    edges.filter(({ to, from }) => isPage(to) && !from.endsWith('/routes.ts')),
    'a page is a leaf: move what is shared into a file of its own',
  );
});

test('a repository imports no other repository, no express and no src/config.ts', () => {
  const repositories = sources.filter(({ path }) => isRepository(path));
  const wrong = repositories.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier, target }) =>
        target === null ? specifier === 'express' : isRepository(target) || target === 'src/config.ts',
      )
      .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`),
  );
  assertNone(wrong, 'join in SQL, or let the use case call both; give values, not the configuration');
});

test('src/web imports from src only web, platform, domain and the keys of the texts', () => {
  const allowed = /^src\/(?:web|platform|domain)\/|^src\/locales\/keys\.ts$/;
  none(leaving('src/web/', allowed), 'give it what it needs as an argument, from server.ts');
});

test('src/platform imports from src only platform and domain, and no express, express-session or node:http', () => {
  none(
    leaving('src/platform/', /^src\/(?:platform|domain)\//),
    'give it what it needs as an argument, from build-app.ts',
  );
  const express = sources.filter(({ path }) => path.startsWith('src/platform/')).flatMap(expressIn);
  assertNone(express, 'what knows HTTP belongs in src/web');
});

test('src/domain imports from src only domain, and no package but zod, libphonenumber-js and ibantools', () => {
  none(leaving('src/domain/', /^src\/domain\//), 'what knows rows, requests or the machine belongs on another floor');
  const packages = sources
    .filter(({ path }) => path.startsWith('src/domain/'))
    .flatMap((file) => importsOf(file).map(({ specifier, line }) => ({ specifier, place: `${file.path}:${line}` })))
    .filter(({ specifier }) => !/^(?:\.|zod$|ibantools$|libphonenumber-js\/)/.test(specifier))
    .map(({ specifier, place }) => `${place} imports ${specifier}`);
  assertNone(packages, 'no clock, no disk, no network: give values');
});

test('a feature imports from src only features, web, platform, domain, and the types of app.ts and of the keys of texts', () => {
  const allowed = /^src\/(?:web|platform|domain|features)\//;
  const typesOnly = /^src\/(?:app|locales\/keys)\.ts$/;
  const wrong = leaving('src/features/', allowed).filter(({ to, kind }) => !(typesOnly.test(to) && kind === 'type'));
  none(wrong, 'take it from App, or move it to src/web or src/platform');
});

test('a feature imports from another neither its routes.ts nor an insert, update or delete of its repositories, except from audit', () => {
  const across = edges.filter(({ from, to }) => featureOf(from) !== null && isOfOtherFeature(from, to));
  const writes = across.filter(
    ({ to, names }) =>
      isRepository(to) && !WRITES_FOR_ALL.has(to) && names.some((name) => /^(?:insert|update|delete)[A-Z]/.test(name)),
  );
  none(writes, 'call a use case of that feature, which keeps its rules');
  const routes = across.filter(({ to }) => to.endsWith('/routes.ts'));
  none(routes, 'routes are mounted by src/routes.ts and src/server.ts');
});

test('a repository imports no page and no routes.ts', () => {
  const low = edges.filter(({ from }) => isRepository(from));
  none(
    low.filter(({ to }) => /\.(?:page|step)\.ts$|\/routes\.ts$/.test(to)),
    'a repository knows rows only',
  );
});

test('a file of a feature that imports web/pipeline/refusals.ts imports express too', () => {
  const ofHttp = new Set(sources.filter((file) => expressIn(file).length > 0).map(({ path }) => path));
  none(
    edges.filter(({ from, to }) => featureOf(from) !== null && isRefusals(to) && !ofHttp.has(from)),
    'a use case knows no status: return a refusal as a value, or throw NotFound of src/domain',
  );
});

test('src/dev is imported by itself and the files at the top of src only, src/tools by itself only', () => {
  const wrong = edges.filter(({ from, to }) => to.startsWith('src/dev/') && !/^src\/(?:[\w-]+\.ts$|dev\/)/.test(from));
  none(wrong, 'nothing of src/dev runs in production');
  const tools = edges.filter(({ from, to }) => to.startsWith('src/tools/') && !from.startsWith('src/tools/'));
  none(tools, 'a tool is started by a script of package.json, never imported');
});

test('imports between sources are relative, end in .ts and stay in src, except for the types of JSON files', () => {
  const wrong = edges.filter(
    ({ to, kind, specifier }) =>
      !(to.startsWith('src/') && specifier.endsWith('.ts')) && !(specifier.endsWith('.json') && kind === 'type'),
  );
  none(wrong, 'write ./file.ts or ../folder/file.ts; only the type of a JSON file may come from elsewhere');
  const aliased = sources.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => /^(?:src|tests|@\/|#|\/|file:)/.test(specifier))
      .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`),
  );
  assertNone(aliased, 'imports are relative');
});

test('the static imports of values form no cycle', () => {
  const values = cycles(edges.filter(({ kind, dynamic }) => kind === 'value' && !dynamic));
  assertNone(values, 'move what both need into a third file');
});

test('the imports between features form no circle, neither those of values nor those of types', () => {
  const between = edges.flatMap((edge) => {
    const from = featureOf(edge.from);
    const to = featureOf(edge.to);
    return from === null || to === null || from === to ? [] : [{ ...edge, from, to }];
  });
  const circles = cycles(between).map((circle) => `${circle}: ${placesOf(circle, between)}`);
  assertNone(circles, 'one of the features must not know the other: part what both need, or give it as an argument');
});

test('no file of src or tests has a default export or a re-export', () => {
  const wrong = [...sources, ...readSources('tests')].flatMap((file) => {
    const defaults = [
      ...nodesOf(file, 'ExportDefaultDeclaration'),
      ...nodesOf(file, 'ExportSpecifier').filter(({ exported }) => nameOf(exported) === 'default'),
    ];
    const reExports = nodesOf(file, 'ExportNamedDeclaration', 'ExportAllDeclaration').filter(
      ({ source }) => source !== null,
    );
    return [
      ...defaults.map((node) => `${placeOf(file, node)} default export: name it`),
      ...reExports.map((node) => `${placeOf(file, node)} re-exports: let the others import from where it is`),
    ];
  });
  assertNone(wrong);
});

test('no file or folder of src is called index, util, helper, common, type, service, misc, shared or lib', () => {
  const vague = /(?:^|\/)(?:index|utils?|helpers?|common|types?|services?|misc|shared|lib)(?:\.[\w.]+)?(?:\/|$)/;
  const files = listFiles('src', /\.(?:ts|mjs)$/).filter((file) => vague.test(file.slice('src/'.length)));
  assertNone(files, 'name the file after what it holds');
});

function edgesOf(file: SourceFile): Edge[] {
  return importsOf(file).flatMap((found) =>
    found.target === null ? [] : [{ ...found, from: file.path, to: found.target }],
  );
}

const isRefusals = (file: string) => file === 'src/web/pipeline/refusals.ts';
const isPage = (file: string) => file.endsWith('.page.ts');
const isRepository = (file: string) => file.endsWith('.repository.ts');
const isOfOtherFeature = (from: string, to: string) => featureOf(to) !== null && featureOf(to) !== featureOf(from);

function leaving(folder: string, allowed: RegExp): Edge[] {
  return edges.filter(({ from, to }) => from.startsWith(folder) && !allowed.test(to));
}

function expressIn(file: SourceFile): string[] {
  const found = importsOf(file).filter(({ specifier }) => /^(?:express|express-session|node:http2?)$/.test(specifier));
  return found.map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`);
}

function none(wrong: readonly Edge[], remedy: string): void {
  assertNone(wrong.map(SHORT_OF), remedy);
}

/** Returns, for each arrow of a circle of features, the first import that causes it. */
function placesOf(circle: string, between: readonly Edge[]): string {
  const features = circle.split(' → ');
  const arrows = features.slice(1).map((to, index) => ({ from: features[index], to }));
  const first = arrows.map(({ from, to }) => between.find((edge) => edge.from === from && edge.to === to));
  return first.map((edge) => edge?.specifier ?? '').join(', ');
}

/**
 * Returns each cycle as « a → b → a ». The search goes depth first: a file met again on the current path closes a
 * cycle.
 */
function cycles(graph: readonly Edge[]): string[] {
  const next = Map.groupBy(graph, ({ from }) => from);
  const done = new Set<string>();
  const found = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) found.add([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return [...found];
}
