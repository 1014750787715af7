import test from 'node:test';
import { assertNone, functionsOf, lineAt, readSources, type SourceFile } from '../support/source/source-files.ts';

const sources = readSources();
const repositories = sources.filter(({ path }) => path.endsWith('.repository.ts'));
const WRITE =
  /\b(?:insert\s+into|update\s+(?:only\s+)?[\w."]+(?:\s+(?:as\s+)?\w+)?\s+set|delete\s+from|merge\s+into|truncate)\b/i;

/** Who writes outside `Database.transaction`, and why. */
const WRITES_ALONE: ReadonlyMap<string, string> = new Map([
  ['src/platform/migrate.ts', 'has its own transaction around each migration'],
  ['src/web/session/session-store.ts', 'one statement of the session store, on its own pool'],
]);
const VERBS = ['find', 'get', 'list', 'count', 'insert', 'update', 'delete', 'lock'];

test('every insert, update and delete stands in a function that takes « tx: Transaction »', () => {
  const wrong = sources
    .filter(({ path }) => !WRITES_ALONE.has(path))
    .flatMap((file) =>
      file.templates
        .filter(({ tag, text }) => tag === 'sql' && WRITE.test(withoutLiterals(text)))
        .filter(({ start }) => !/[(,]\s*tx: Transaction\b/.test(declarationAround(file, start)))
        .map(({ start }) => `${file.path}:${lineAt(file.text, start)}`),
    );
  assertNone(wrong, 'take tx: Transaction as the first argument: it exists inside db.transaction only');
});

test('a function that writes does not take a Db beside its transaction', () => {
  const wrong = repositories.flatMap((file) =>
    file.templates
      .filter(({ tag, text }) => tag === 'sql' && WRITE.test(withoutLiterals(text)))
      .filter(({ start }) => /[(,]\s*\w+: (?:Db|Database)\b/.test(declarationAround(file, start)))
      .map(({ start }) => `${file.path}:${lineAt(file.text, start)}`),
  );
  assertNone(wrong, 'the statement must run on tx');
});

test('SQL is written with the sql tag only: no text of a statement is put together by hand', () => {
  const wrong = sources
    .filter(({ path }) => !WRITES_ALONE.has(path) && !path.startsWith('src/platform/'))
    .flatMap(({ path, text, uncommented, code, templates }) => {
      const untagged = templates
        .filter(({ tag, text: inside }) => tag !== 'sql' && /^\s*(?:select|with)\b[\s\S]*\bfrom\b/i.test(inside))
        .map(({ start }) => start);
      const bare = templates
        .filter(({ tag, text: inside }) => tag !== 'sql' && WRITE.test(inside))
        .map(({ start }) => start);
      const strings = [
        ...uncommented.matchAll(/['"]\s*(?:select\s.*\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\s/gi),
      ];
      const queries = [...code.matchAll(/\.query\s*\(/g)];
      const places = [...untagged, ...bare, ...[...strings, ...queries].map(({ index }) => index)];
      return places.map((index) => `${path}:${lineAt(text, index)}`);
    });
  assertNone(wrong, 'use sql`…` and the methods of Db, which number the values');
});

test('statements stand in repositories, so that a table is read and written in one place', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('src/features/') && !path.endsWith('.repository.ts'))
    .filter(({ path }) => !path.startsWith('src/features/health/')) // asks Postgres whether it answers: no table
    .flatMap(({ path, text, templates }) =>
      templates.filter(({ tag }) => tag === 'sql').map(({ start }) => `${path}:${lineAt(text, start)}`),
    );
  assertNone(wrong, 'move the statement to a .repository.ts');
});

test('a function of a repository begins with find, get, list, count, insert, update, delete or lock', () => {
  const wrong = repositories.flatMap(({ path, text, code }) =>
    [
      ...code.matchAll(
        /\bexport\s+(?:async\s+)?function\s*\*?\s*(\w+)|\bexport\s+const\s+(\w+)[^=\n]*=\s*(?:async\s*)?\(/g,
      ),
    ].flatMap((match) => {
      const name = match[1] ?? match[2] ?? '';
      const fits = new RegExp(`^(?:${VERBS.join('|')})[A-Z]`).test(name);
      return fits ? [] : [`${path}:${lineAt(text, match.index)} ${name}`];
    }),
  );
  assertNone(wrong, 'the verb from the closed list, then the noun');
});

test('the verb of a repository function says what its statement does', () => {
  const wrong = repositories.flatMap((file) =>
    functionsOf(file).flatMap(({ name, start, end }) => {
      const statements = file.templates.filter(
        (template) => template.start > start && template.end < end && template.tag === 'sql',
      );
      const writes = statements.some(({ text }) => WRITE.test(withoutLiterals(text)));
      const reads = /^(?:find|get|list|count)[A-Z]/.test(name);
      return reads && writes ? [`${file.path}:${lineAt(file.text, start)} ${name} writes`] : [];
    }),
  );
  assertNone(wrong, 'name it insert…, update… or delete…');
});

test('rows are parsed strictly: z.strictObject in repositories', () => {
  const wrong = repositories.flatMap(({ path, text, code }) =>
    [...code.matchAll(/\bz\s*\.\s*(?:object|looseObject|any|unknown)\s*\(/g)].map(
      ({ index }) => `${path}:${lineAt(text, index)}`,
    ),
  );
  assertNone(wrong, 'z.strictObject says when a column is more than was asked; give jsonb columns a schema');
});

test('no list is paged by OFFSET', () => {
  const wrong = sources.flatMap(({ path, text, templates }) =>
    templates
      .filter(
        ({ tag, text: statement }) =>
          tag === 'sql' && /^\s*(?:select|with)\b[\s\S]*\boffset\s+[\d$]/i.test(withoutLiterals(statement)),
      )
      .map(({ start }) => `${path}:${lineAt(text, start)}`),
  );
  assertNone(wrong, 'page by key: (created_at, id) < ($1, $2)');
});

test('the table of exceptions names no file that is gone', () => {
  assertNone([...WRITES_ALONE.keys()].filter((path) => !sources.some((file) => file.path === path)));
});

function withoutLiterals(statement: string): string {
  return statement.replace(/--[^\n]*/g, '').replace(/'(?:''|[^'])*'/g, "''");
}

/** The declaration at the margin in which a position stands, up to that position: helpers inside it count as it. */
function declarationAround({ code }: SourceFile, index: number): string {
  const before = code.slice(0, index);
  const starts = [...before.matchAll(/^(?:export\s+)?(?:async\s+)?(?:function|const|let|class|type)\b/gm)];
  return before.slice(starts.at(-1)?.index ?? 0);
}
