import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEPARTMENTS, Department, departmentName } from '../../../../src/features/procedures/definition/departments.ts';
import { assertNone, listFiles, readText } from '../../../support/source/source-files.ts';

describe('a department', () => {
  it('is a line of the data: no code knows one by its id', () => {
    // Others are themes too, or words of their own.
    const rare = DEPARTMENTS.filter((id) => ['festivities', 'rooms', 'school-care', 'cleanliness'].includes(id));
    assert.equal(rare.length, 4);
    const wrong = listFiles('src', /\.ts$/)
      .filter((path) => !path.startsWith('src/dev/'))
      .flatMap((path) => rare.filter((id) => readText(path).includes(`'${id}'`)).map((id) => `${path} says ${id}`));
    assertNone(wrong, 'ask the list');
  });

  it('is named in the language of the page', () => {
    assert.deepEqual(departmentName('festivities', 'nl'), { text: 'Feestelijkheden', lang: null });
  });

  it('that the list no longer has is named as it stands, in every language', () => {
    assert.equal(Department.safeParse('lost-property').success, true);
    assert.deepEqual(departmentName('lost-property', 'de'), { text: 'lost-property', lang: null });
    assert.equal(Department.safeParse("x' or 1").success, false);
  });
});
