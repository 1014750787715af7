import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isJobTitle, jobTitles } from '../../../src/domain/job-titles.ts';

test('the fifteen functions have keys that may stand in a URL and a catalogue', () => {
  assert.equal(jobTitles.length, 15);
  assert.equal(new Set(jobTitles).size, 15);
  for (const key of jobTitles) assert.match(key, /^[a-z]+(?:-[a-z]+)*$/);
  assert.equal(jobTitles.at(-1), 'other');
});

test('only a key of the list is a function', () => {
  for (const key of jobTitles) assert.equal(isJobTitle(key), true);
  for (const text of ['', 'Director', 'toString', 'length', 'administrateur']) assert.equal(isJobTitle(text), false);
});
