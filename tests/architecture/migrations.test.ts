import test from 'node:test';
import { statementsOf } from '../support/source/declarations.ts';
import { assertNone, lineAt, listFiles, readText } from '../support/source/source-files.ts';
import { readSources } from '../support/source/syntax.ts';

const files = listFiles('migrations', /./).filter((file) => !file.endsWith('README.md'));
/** The migrations that run. `schema.sql` only describes their result. */
const migrations = files.filter((file) => file !== 'migrations/schema.sql');
const NAME = /^migrations\/(\d{4})_[a-z]+(?:_[a-z]+)*\.sql$/;

/**
 * What Postgres 15 does not know, with the version that brought it. Running the tests on a Postgres 15 would prove
 * more, but it would have to run the SQL of `src` too, and would add 58 MB to install and seconds to each run.
 * migrations/README.md tells how to try one by hand.
 */
const TOO_NEW: readonly (readonly [RegExp, string])[] = [
  [/\buuidv[47]\s*\(/gi, '18: gen_random_uuid()'],
  [/\buuid_extract_\w+\s*\(/gi, '17'],
  [/\)\s*virtual\b/gi, '18: stored'],
  [
    /\bgenerated\s+always\s+as\s*\((?!(?:(?!,\n|\n\))[\s\S])*\bstored\b)/gi,
    '18, where virtual is the default: say stored',
  ],
  [/\bwithout\s+overlaps\b/gi, '18: an exclusion constraint'],
  [/\bperiod\s+\w+\s*\)\s*references\b/gi, '18'],
  [/\bnot\s+enforced\b/gi, '18'],
  [/\breturning\s+(?:with\s*\(|(?:old|new)\s*\.)/gi, '18'],
  [/\b(?:array_sort|array_reverse|casefold|crc32c?|gamma|lgamma)\s*\(/gi, '18'],
  [/\bany_value\s*\(/gi, '16'],
  [/\b(?:array_sample|array_shuffle|random_normal|date_add|date_subtract|erfc?)\s*\(/gi, '16'],
  [/\b(?:json_array|json_arrayagg|json_object|json_objectagg)\s*\([^)]*\b(?:absent|null)\s+on\s+null\b/gi, '16'],
  [/\bis\s+(?:not\s+)?json\b/gi, '16'],
  [/\bsystem_user\b/gi, '16'],
  [/\b0[xXoObB][\da-fA-F]+\b|\b\d+_\d+\b/g, '16: decimal digits without _'],
  [/\b(?:json_table|json_exists|json_query|json_value|json_scalar|json_serialize)\s*\(/gi, '17'],
  [/\bwhen\s+not\s+matched\s+by\s+(?:source|target)\b|\bmerge_action\s*\(/gi, '17'],
  [/\bmerge\s+into\b[^;]*\breturning\b/gi, '17'],
  [/\bon_error\b/gi, '17'],
  [/\b(?:to_bin|to_oct|xmltext|unicode_assigned)\s*\(/gi, '16 or 17'],
  [/\brandom\s*\([^)\s]/gi, '17: random() alone'],
  [/\btransaction_timeout\b/gi, '17'],
  [/\badd\s+constraint\s+\w+\s+not\s+null\b/gi, '18: alter column … set not null'],
];

test('migrations are numbered from 0001 without a gap, and named so that the runner sees them', () => {
  const wrong = migrations.filter((file) => !NAME.test(file));
  assertNone(wrong, 'four digits, underscores, lower-case words: 0007_what_it_does.sql; the runner skips other names');
  const gaps = migrations.flatMap((file, index) => {
    const wanted = String(index + 1).padStart(4, '0');
    return NAME.exec(file)?.[1] === wanted ? [] : [`${file} should be number ${wanted}`];
  });
  assertNone(gaps, 'one number each, in order');
});

test('migrations and sql statements use nothing of the list of what came after Postgres 15', () => {
  const inFiles = files.flatMap((path) => {
    const text = readText(path);
    return tooNew(text).map(
      ({ index, found, since }) => `${path}:${lineAt(text, index)} « ${found} » is of Postgres ${since}`,
    );
  });
  const statements = readSources().flatMap((file) =>
    statementsOf(file).flatMap((statement) =>
      tooNew(statement.text).map(({ index, found, since }) => {
        return `${file.path}:${lineAt(file.text, statement.start + index)} « ${found} » is of Postgres ${since}`;
      }),
    ),
  );
  assertNone([...inFiles, ...statements], 'production may run Postgres 15');
});

test('migrations name tables, indexes, views and added columns without capitals or quotes, and no column is timestamp without zone, timetz, serial or money', () => {
  const wrong = files.flatMap((path) => {
    const text = readText(path);
    const bare = withoutText(text);
    const found = [
      ...bare.matchAll(
        /\b(?:create\s+(?:unique\s+)?(?:table|index|view)|add\s+column)\s+(?:if\s+not\s+exists\s+)?(?:"|\w*[A-Z])/g,
      ),
      ...bare.matchAll(/\btimestamp\b(?!\s+with\s+time)|\btimetz\b|\bserial\b|\bbigserial\b|\bmoney\b/gi),
    ];
    return found.map(({ index, 0: what }) => `${path}:${lineAt(text, index)} ${what}`);
  });
  assertNone(wrong, 'snake_case; timestamptz; generated always as identity');
});

function tooNew(text: string): { index: number; found: string; since: string }[] {
  const bare = withoutText(text);
  return TOO_NEW.flatMap(([pattern, since]) =>
    [...bare.matchAll(pattern)].map(({ index, 0: found }) => ({ index, found: found.trim().slice(0, 40), since })),
  );
}

/** Replaces comments and quoted texts with blanks, which keeps positions. */
function withoutText(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:''|[^'])*'/g, (found) => found.replace(/[^\n]/g, ' '));
}
