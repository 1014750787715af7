import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  mayAct,
  mayOpen,
  STAFF_FOLDERS,
  STAFF_PAGES,
  type StaffPageName,
} from '../../../src/features/admin/staff-pages.ts';
import { STAFF_ROLES } from '../../../src/features/staff/staff-roles.ts';

const names = Object.keys(STAFF_PAGES) as StaffPageName[];

describe('the table of the staff’s pages', () => {
  it('leaves no role without a first page, and no page without a role', () => {
    for (const role of STAFF_ROLES) assert.ok(mayOpen([role], 'waiting'), role);
    for (const name of names)
      assert.ok(
        STAFF_ROLES.some((role) => mayOpen([role], name)),
        name,
      );
  });

  it('lets the helpdesk look at organisations and requests for access, and decide nothing there', () => {
    for (const name of ['organisation', 'accessRequest'] as const) {
      assert.ok(mayOpen(['helpdesk'], name) && !mayAct(['helpdesk'], name), name);
    }
    assert.ok(!mayOpen(['helpdesk'], 'memberEnd'));
  });

  it('opens to a person with several roles what each of them opens', () => {
    assert.ok(mayOpen(['helpdesk', 'administrator'], 'organisation'));
    assert.ok(!mayOpen(['helpdesk', 'administrator'], 'submissions'));
  });

  it('lets nobody act on what they may not open', () => {
    for (const name of names) {
      const { mayOpen: opens, mayAct }: { mayOpen: readonly string[]; mayAct: readonly string[] } = STAFF_PAGES[name];
      for (const role of mayAct) assert.ok(opens.includes(role), `${name}: ${role}`);
    }
  });

  it('has each address once, and no page below one of its folders', () => {
    const paths: string[] = names.map((name) => STAFF_PAGES[name].path);
    assert.equal(new Set(paths).size, names.length);
    for (const folder of Object.values(STAFF_FOLDERS)) {
      assert.ok(!paths.some((path) => path.startsWith(folder.path)), folder.path);
    }
  });
});
