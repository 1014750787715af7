import assert from 'node:assert/strict';
import type { TestPortal } from './portal.ts';
import { Visitor } from './visitor.ts';

/** The header that a browser sends with a form that is on another site. */
export const FROM_ANOTHER_SITE = { 'sec-fetch-site': 'cross-site' };

/**
 * Asserts that a signed-out visitor is led from the page to sign-in and back, and that its form is answered with the
 * sign-in page.
 */
export async function assertAsksToSignIn(portal: TestPortal, path: string): Promise<void> {
  const visitor = new Visitor(portal);
  const [, language] = path.split('/');
  const opened = await visitor.open(path);
  assert.equal(opened.status, 303);
  assert.equal(opened.location, `/${language}/sign-in?next=${encodeURIComponent(path)}`);
  assert.equal((await visitor.post(path, {})).status, 401);
}

/** Asserts that for this visitor neither the page nor its form exists. */
export async function assertIsNotThere(visitor: Visitor, path: string, fields: Record<string, string> = {}) {
  assert.equal((await visitor.open(path)).status, 404, `GET ${path}`);
  assert.equal((await visitor.post(path, fields)).status, 404, `POST ${path}`);
}
