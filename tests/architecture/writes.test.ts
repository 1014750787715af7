import test from 'node:test';
import {
  exportedFunctions,
  functionsOf,
  parametersAround,
  statementsOf,
  type Template,
  templatesOf,
} from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import { callsOf, nodesOf, placeOf, readSources, type SourceFile, stringOf } from '../support/source/syntax.ts';

const sources = readSources();
const repositories = sources.filter(({ path }) => path.endsWith('.repository.ts'));
const WRITE =
  /\b(?:insert\s+into|update\s+(?:only\s+)?[\w."]+(?:\s+(?:as\s+)?\w+)?\s+set|delete\s+from|merge\s+into|truncate)\b/i;

/** The files that may write outside `Database.transaction`, and why. */
const WRITES_ALONE: ReadonlyMap<string, string> = new Map([
  ['src/platform/quotas.ts', 'one statement takes a point or gives it back, whatever the request does afterwards'],
  ['src/platform/postgres/migrate.ts', 'has its own transaction around each migration'],
  ['src/web/session/session-store.ts', 'one statement of the session store, on its own pool'],
]);
const VERBS = ['find', 'get', 'list', 'count', 'insert', 'update', 'delete', 'lock'];

test('every insert, update and delete in a sql`…` stands in a function that takes « tx: Transaction », except in the files of the table', () => {
  const wrong = sources
    .filter(({ path }) => !WRITES_ALONE.has(path))
    .flatMap((file) =>
      writesIn(file)
        .filter(({ node }) => !parametersAround(file, node).some(isTransaction))
        .map((statement) => placeOf(file, statement)),
    );
  assertNone(wrong, 'take tx: Transaction as the first argument: it exists inside db.transaction only');
});

test('a function of a repository that writes takes no Db', () => {
  const wrong = repositories.flatMap((file) =>
    writesIn(file)
      .filter(({ node }) => parametersAround(file, node).some(({ type }) => /^(?:Db|Database)$/.test(type)))
      .map((statement) => placeOf(file, statement)),
  );
  assertNone(wrong, 'the statement must run on tx');
});

test('outside src/platform and the files of the table, no string or other template begins a statement, and nothing calls .query()', () => {
  const wrong = sources
    .filter(({ path }) => !WRITES_ALONE.has(path) && !path.startsWith('src/platform/'))
    .flatMap((file) => {
      const untagged = templatesOf(file).filter(({ tag, text }) => tag !== 'sql' && isStatement(text));
      const strings = nodesOf(file, 'Literal').filter((literal) => isStatement(stringOf(literal) ?? ''));
      return [...untagged, ...strings, ...callsOf(file, /\.query$/)].map((place) => placeOf(file, place));
    });
  assertNone(wrong, 'use sql`…` and the methods of Db, which number the values');
});

test('in every feature but health, sql`…` stands in a .repository.ts', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('src/features/') && !path.endsWith('.repository.ts'))
    .filter(({ path }) => !path.startsWith('src/features/health/')) // it asks Postgres whether it answers, and reads no table of a feature
    .flatMap((file) => statementsOf(file).map((statement) => placeOf(file, statement)));
  assertNone(wrong, 'move the statement to a .repository.ts');
});

test('an exported function of a repository begins with find, get, list, count, insert, update, delete or lock', () => {
  const fits = new RegExp(`^(?:${VERBS.join('|')})[A-Z]`);
  const wrong = repositories.flatMap((file) =>
    exportedFunctions(file)
      .filter(({ name }) => !fits.test(name))
      .map((found) => `${placeOf(file, found)} ${found.name}`),
  );
  assertNone(wrong, 'the verb from the closed list, then the noun');
});

test('a function of a repository called find…, get…, list… or count… writes nothing', () => {
  const wrong = repositories.flatMap((file) =>
    functionsOf(file)
      .filter(({ name }) => /^(?:find|get|list|count)[A-Z]/.test(name))
      .filter(({ start, end }) => writesIn(file).some((write) => write.start > start && write.end < end))
      .map((found) => `${placeOf(file, found)} ${found.name} writes`),
  );
  assertNone(wrong, 'name it insert…, update… or delete…');
});

test('no repository calls z.object, z.looseObject, z.any or z.unknown', () => {
  const wrong = repositories.flatMap((file) =>
    callsOf(file, /^z\.(?:object|looseObject|any|unknown)$/).map((call) => placeOf(file, call)),
  );
  assertNone(wrong, 'z.strictObject says when a column is more than was asked; give jsonb columns a schema');
});

test('no select of a sql`…` has an OFFSET of a number or a value', () => {
  const wrong = sources.flatMap((file) =>
    statementsOf(file)
      .filter(({ text }) => /^\s*(?:select|with)\b[\s\S]*\boffset\s+[\d$]/i.test(withoutLiterals(text)))
      .map((statement) => placeOf(file, statement)),
  );
  assertNone(wrong, 'page by key: (created_at, id) < ($1, $2)');
});

test('the table of exceptions names only files that exist', () => {
  assertNone([...WRITES_ALONE.keys()].filter((path) => !sources.some((file) => file.path === path)));
});

const isTransaction = ({ name, type }: { name: string; type: string }) => name === 'tx' && type === 'Transaction';

const writesIn = (file: SourceFile): Template[] =>
  statementsOf(file).filter(({ text }) => WRITE.test(withoutLiterals(text)));

const isStatement = (text: string) => /^\s*(?:select|with)\b[\s\S]*\bfrom\b/i.test(text) || WRITE.test(text);

function withoutLiterals(statement: string): string {
  return statement.replace(/--[^\n]*/g, '').replace(/'(?:''|[^'])*'/g, "''");
}
