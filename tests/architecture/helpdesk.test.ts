import assert from 'node:assert/strict';
import test from 'node:test';
import { statementsOf } from '../support/source/declarations.ts';
import { assertNone } from '../support/source/source-files.ts';
import { readSources } from '../support/source/syntax.ts';

const statements = statementsIn('src/features/helpdesk/');

function statementsIn(folder: string): { path: string; text: string }[] {
  return readSources()
    .filter(({ path }) => path.startsWith(folder))
    .flatMap((file) => statementsOf(file).map(({ text }) => ({ path: file.path, text })));
}

/** What citizens wrote and got, and the tables that hold nothing else. */
const CONTENT =
  /\b(answers|declared|slug|submission_words|submission_events|submission_messages|submission_notes|attachments|issued_documents|drafts|procedure_versions|readable_submissions|handled_submissions|identities|identifications|password_hash|second_factor)\b/;

test('the helpdesk selects nothing of what stands in a request, and no secret of an account', () => {
  assert.ok(statements.length > 10, 'its statements were found');
  assertNone(
    statements.filter(({ text }) => CONTENT.test(text)).map(({ path, text }) => `${path}: ${text.trim()}`),
    'the helpdesk helps with accounts; what is in a request is for the department that handles it',
  );
});

test('of requests the helpdesk reads only whether they are there and whose they are', () => {
  const wrong = statements.flatMap(({ path, text }) => {
    const reading = [...text.matchAll(/select\s+([^()]*?)\s*from submissions\b/g)].map(([, columns = '']) => columns);
    return reading.filter((columns) => !/^(citizen_id|id)?$/.test(columns)).map((columns) => `${path}: ${columns}`);
  });
  assertNone(wrong, 'ask for the citizen of a reference, or count');
  const joined = statements.filter(({ text }) => /join\s+submissions\b|select\s+\*/.test(text));
  assertNone(
    joined.map(({ path }) => path),
    'a join brings every column within reach',
  );
});

test('whoever judges a merge selects nothing of what the accounts hold: only whether a card is tied to each', () => {
  const found = statementsIn('src/features/merge/').map(({ path, text }) => ({
    path,
    text: text.replace(/select count\(\*\) = 2 from identities\b/, ''),
  }));
  assert.ok(found.length > 5, 'its statements were found');
  assertNone(
    found.filter(({ text }) => CONTENT.test(text) || /\bsubmissions\b/.test(text)).map(({ path }) => path),
    'the features move what is theirs, and show it to nobody',
  );
  const imported = readSources().filter(
    ({ path, text }) =>
      path.startsWith('src/features/merge/') &&
      /from '[^']*\/(submissions|procedures|identification)\/(?![^']*\/move-[a-z-]+\.ts')/.test(text),
  );
  assertNone(
    imported.map(({ path }) => path),
    'it may only ask them to move what is theirs',
  );
});

test('the helpdesk imports no repository of submissions, whose columns it may not read', () => {
  const wrong = readSources().filter(
    ({ path, text }) =>
      path.startsWith('src/features/helpdesk/') && /from '[^']*\/(submissions|procedures|identification)\//.test(text),
  );
  assertNone(
    wrong.map(({ path }) => path),
    'write a statement of its own with the columns it needs',
  );
});
