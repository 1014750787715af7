import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { importsOf } from '../../support/source/declarations.ts';
import { floorsIn } from '../../support/source/floors.ts';
import { assertNone, listFiles, readText } from '../../support/source/source-files.ts';
import { readSources } from '../../support/source/syntax.ts';

const floors = floorsIn(readText('README.md'));
const files = listFiles('src', /\.(?:ts|mjs)$/);

/** Holds the type of what a process is made of, which features name: it may name their types in its turn. */
const NAMED_BY_ALL = 'src/app.ts';

test('each file of src stands on one floor of the README, and no floor is empty', () => {
  const places = files.map((file) => ({ file, on: floors.filter((floor) => stands(file, floor)) }));
  assertNone(
    places.filter(({ on }) => on.length !== 1).map(({ file, on }) => `${file} stands on ${on.join(' and ') || 'none'}`),
    'say in the table of « Find your way » where it stands',
  );
  const empty = floors.filter((floor) => !files.some((file) => stands(file, floor)));
  assertNone(empty, 'the table of « Find your way » names what is not there');
});

test('a file of src imports, types too, only from its own floor of the README and from those after it', () => {
  const floorOf = new Map(files.map((file) => [file, floors.findIndex((floor) => stands(file, floor))]));
  // What stands outside of src, as templates do, has no floor: imports.test.ts says what may come from there.
  const isAbove = (target: string | null, file: string) =>
    (floorOf.get(target ?? '') ?? Number.POSITIVE_INFINITY) < (floorOf.get(file) ?? 0);
  const upwards = readSources()
    .filter((file) => file.path !== NAMED_BY_ALL)
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => isAbove(target, file.path))
        .map(({ line, target }) => `${file.path}:${line} imports ${target}`),
    );
  assertNone(upwards, 'an arrow back up: move what both need down, give it as an argument, or mend the table');
});

test(`${NAMED_BY_ALL}, which may name floors above its own, imports nothing but types`, () => {
  const imports = readSources().flatMap((file) => (file.path === NAMED_BY_ALL ? importsOf(file) : []));
  assert.notEqual(imports.length, 0);
  assertNone(imports.filter(({ kind }) => kind === 'value').map(({ line, specifier }) => `line ${line}: ${specifier}`));
});

function stands(file: string, floor: string): boolean {
  return file.startsWith(`${floor}/`) || path.posix.matchesGlob(file, floor);
}
