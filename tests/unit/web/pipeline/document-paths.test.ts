import assert from 'node:assert/strict';
import test from 'node:test';
import { below, documentPattern } from '../../../../src/web/pipeline/document-paths.ts';

const DRAFT = [{ path: '/:draft/:step', except: ['check', 'deletion'] }];
const pattern = documentPattern([
  { path: '/settings' },
  { path: '/submissions/:reference/messages' },
  ...below('/desk/drafts', DRAFT),
]);

for (const address of [
  '/settings',
  '/Settings/',
  '/submissions/26-0000123-45/messages',
  '/desk/drafts/1/documents',
  '/desk/drafts/1/checked',
  '/desk/drafts/1/check-in/',
]) {
  test(`documents come to ${address}`, () => assert.match(address, pattern));
}

for (const address of [
  '/settings/wordmarks',
  '/fr/settings',
  '/submissions/messages',
  '/submissions/1/2/messages',
  '/submissions/26-0000123-45/messages/1',
  '/drafts/1/documents',
  '/desk/drafts/1',
  '/desk/drafts/1/check',
  '/desk/drafts/1/Deletion/',
]) {
  test(`no document comes to ${address}`, () => assert.doesNotMatch(address, pattern));
}
