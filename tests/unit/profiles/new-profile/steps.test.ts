import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { legalFormKeys, organisationKinds } from '../../../../src/domain/legal-forms.ts';
import { EnterpriseNumber } from '../../../../src/domain/numbers/enterprise-number.ts';
import type { Answers, ProfileDraft } from '../../../../src/features/profiles/new-profile/profile-draft.ts';
import {
  firstUnanswered,
  identityIn,
  pathAfter,
  pathBefore,
  pathInsteadOf,
  pathToResume,
  STEPS,
  type StepName,
} from '../../../../src/features/profiles/new-profile/steps.ts';

const id = 'b1f6f2c4-7d0e-4b8e-9d59-0c4e6f6f4f10';
const enterpriseNumber = EnterpriseNumber.parse('1999000150');
const NUMBER = '/profiles/new/enterprise?number=1999.000.150';
const IDENTITY = `/profiles/drafts/${id}/identity`;
const RESPONSIBILITIES = `/profiles/drafts/${id}/responsibilities`;
const CONTACT = '/profiles/1999000150/contact';

const draftOf = (answers: Partial<Answers> = {}, completed = false): ProfileDraft => ({
  id,
  enterpriseNumber,
  answers: { begunAs: 'enterprise', ...answers },
  completed,
});
const identified = { name: 'Brasserie Dubois', kind: 'enterprise', vatLiable: true } as const;

describe('the journey to a profile', () => {
  for (const [what, draft, reached, resumed] of [
    ['just begun', draftOf(), 'identity', IDENTITY],
    ['with a name only', draftOf({ name: 'Brasserie Dubois' }), 'identity', IDENTITY],
    ['without a word on VAT', draftOf({ name: 'Brasserie Dubois', kind: 'enterprise' }), 'identity', IDENTITY],
    ['identified', draftOf(identified), 'responsibilities', RESPONSIBILITIES],
    ['identified, of no legal form', draftOf({ ...identified, legalForm: null }), 'responsibilities', RESPONSIBILITIES],
    ['not liable to VAT', draftOf({ ...identified, vatLiable: false }), 'responsibilities', RESPONSIBILITIES],
    ['completed', draftOf(identified, true), null, CONTACT],
    ['completed by an earlier wizard that asked less', draftOf({}, true), null, CONTACT],
  ] as const) {
    it(`that is ${what} goes on at ${resumed}`, () => {
      assert.equal(firstUnanswered(draft), reached);
      assert.equal(pathToResume(draft), resumed);
    });
  }

  it('leads from step to step, and back', () => {
    const draft = draftOf(identified);
    assert.equal(pathAfter('number', draftOf()), IDENTITY);
    assert.equal(pathAfter('identity', draft), RESPONSIBILITIES);
    assert.equal(pathAfter('responsibilities', draftOf(identified, true)), CONTACT);
    assert.equal(pathBefore('responsibilities', draft), IDENTITY);
    assert.equal(pathBefore('identity', draft), NUMBER);
  });

  it('shows no step before its time, and none once the profile is created', () => {
    assert.equal(pathInsteadOf('identity', draftOf()), null);
    assert.equal(pathInsteadOf('responsibilities', draftOf()), IDENTITY);
    assert.equal(pathInsteadOf('identity', draftOf(identified)), null);
    assert.equal(pathInsteadOf('responsibilities', draftOf(identified)), null);
    for (const step of STEPS) assert.equal(pathInsteadOf(step, draftOf(identified, true)), CONTACT);
  });

  it('knows the organisation once all is said that must be', () => {
    assert.deepEqual(identityIn(draftOf(identified).answers), { ...identified, legalForm: null });
    for (const part of ['name', 'kind', 'vatLiable'] as const) {
      const { [part]: _, ...rest } = draftOf(identified).answers;
      assert.equal(identityIn(rest), null, part);
    }
  });
});

const anyAnswers = fc.record(
  {
    begunAs: fc.constantFrom(...organisationKinds),
    name: fc.string({ minLength: 1 }),
    kind: fc.constantFrom(...organisationKinds),
    vatLiable: fc.boolean(),
    legalForm: fc.option(fc.constantFrom(...legalFormKeys)),
  },
  { requiredKeys: ['begunAs'] },
);
const anyDraft: fc.Arbitrary<ProfileDraft> = fc.record({
  id: fc.constant(id),
  enterpriseNumber: fc.constant(enterpriseNumber),
  answers: anyAnswers,
  completed: fc.boolean(),
});
const anyStep = fc.constantFrom(...STEPS);

/** The step that stands at an address, or null for what is beyond the journey. */
const stepAt = (path: string, draft: ProfileDraft): StepName | null => {
  if (path === `/profiles/new/${draft.answers.begunAs}?number=1999.000.150`) return 'number';
  return path === IDENTITY ? 'identity' : path === RESPONSIBILITIES ? 'responsibilities' : null;
};
const placeOf = (step: StepName | null) => (step === null ? STEPS.length : STEPS.indexOf(step));

/** As a page does: what the step asks is answered, and nothing else changes. */
function answered(step: StepName, draft: ProfileDraft): ProfileDraft {
  if (step === 'responsibilities') return { ...draft, completed: true };
  return step === 'identity' ? { ...draft, answers: { ...draft.answers, ...identified } } : draft;
}

describe('whatever has been answered', () => {
  it('no step without an answer is skipped: neither by what follows, nor by what is shown, nor by resuming', () => {
    fc.assert(
      fc.property(anyDraft, anyStep, (draft, step) => {
        const reached = placeOf(firstUnanswered(draft));
        assert.ok(placeOf(stepAt(pathAfter(step, draft), draft)) <= reached);
        assert.equal(placeOf(stepAt(pathToResume(draft), draft)), reached);
        if (pathInsteadOf(step, draft) === null) assert.ok(placeOf(step) <= reached);
      }),
    );
  });

  it('what is shown in place of a step may itself be shown: nobody is sent round in circles', () => {
    fc.assert(
      fc.property(anyDraft, anyStep, (draft, step) => {
        const instead = pathInsteadOf(step, draft);
        const there = instead === null ? step : stepAt(instead, draft);
        assert.equal(there === null ? draft.completed : pathInsteadOf(there, draft) === null, true);
      }),
    );
  });

  it('back undoes next, and next undoes back', () => {
    fc.assert(
      fc.property(anyDraft, anyStep, (draft, step) => {
        fc.pre(!draft.completed && pathInsteadOf(step, draft) === null);
        const after = answered(step, draft);
        const following = stepAt(pathAfter(step, after), after);
        if (following === null || following === 'number') return assert.equal(step, STEPS.at(-1));
        assert.equal(stepAt(pathBefore(following, after), after), step);
      }),
    );
  });

  it('answering what comes next ends the journey, each step being asked once', () => {
    fc.assert(
      fc.property(anyDraft, (begun) => {
        const asked: StepName[] = [];
        let draft = begun;
        for (let step = firstUnanswered(draft); step !== null; step = firstUnanswered(draft)) {
          assert.ok(!asked.includes(step), `${step} is asked again`);
          asked.push(step);
          draft = answered(step, draft);
        }
        assert.equal(pathToResume(draft), CONTACT);
        assert.deepEqual(asked, STEPS.slice(STEPS.length - asked.length));
      }),
    );
  });
});
