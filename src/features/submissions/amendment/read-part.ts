import type { LocalDate } from '../../../domain/local-date.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition, StepDefinition } from '../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';
import type { Typed } from '../../procedures/fields/field-kind.ts';
import { type VisibleStep, walk } from '../../procedures/journey.ts';
import { withoutEmptyItems } from '../draft/step/group-items.ts';
import { withKeptNumbers } from '../draft/step/kept-numbers.ts';
import { answerIn } from '../draft/step/read-step.ts';
import { isTyped, type Problem, problemsOf, ruleProblem } from '../draft/step/step-problems.ts';
import { typedAnswers } from '../draft/step/typed-answers.ts';
import { entailedIds } from './entailed-ids.ts';
import { formPart, idOf } from './form-part.ts';
import { newlyBroken } from './newly-broken.ts';
import { isSameTyped } from './same-typed.ts';

export type PartReading = {
  /** The questions of the page, as one step. */
  part: StepDefinition;
  typed: Typed;
  /** All answers of the request with the new ones in place, and the walk over them. */
  answers: Answers;
  steps: readonly VisibleStep[];
  problems: readonly Problem[];
};
export type PartTyped = {
  /** The filed answers. */
  answers: Answers;
  /** The ids of the fields to answer again. */
  wanted: readonly string[];
  typed: Typed;
  /** The fields that the form showed: a field among them that sends nothing is empty. */
  shown: readonly string[];
  /** The ids of the documents by the fields that they are for. */
  documents: Answers;
  /** True to accept an answer that is still the filed one without judging it again. */
  keepsSame: boolean;
  today: LocalDate;
};

/**
 * Reads fields of a filed request that are answered again. The page also asks for every other field that the new
 * answers affect: a question that they bring, a choice that they take away, a rule that they break.
 */
export function readPart(definition: HandledDefinition, sent: PartTyped): PartReading {
  const reading = readOnce(definition, sent);
  const own = new Set(reading.part.fields.map(({ id }) => id));
  const more = entailedIds(definition, { before: sent.answers, after: reading.steps, today: sent.today }).filter(
    (id) => !own.has(id),
  );
  if (more.length === 0) return reading;
  return readPart(definition, { ...sent, wanted: [...sent.wanted, ...more] });
}

function readOnce(definition: HandledDefinition, sent: PartTyped): PartReading {
  const { answers, today, keepsSame } = sent;
  const part = formPart(definition, { answers, wanted: new Set(sent.wanted) });
  const typed = typedIn(part, sent);
  const clear = withKeptNumbers(part, { typed, kept: answers });
  const same = new Set(
    keepsSame ? part.fields.filter((field) => isSameTyped(field, typed, answers)).map(({ id }) => id) : [],
  );
  const read = part.fields
    .filter((field) => isTyped(field) && !same.has(field.id))
    .map((field) => [field.id, answerIn(field, clear, today)] as const);
  const next = { ...answers, ...Object.fromEntries(read) };
  const steps = walk(definition, next);
  const ids = new Set(part.fields.map(({ id }) => id));
  const asked = steps.flatMap((step) => step.asked).filter((one) => ids.has(idOf(one)));
  const wrong = asked.filter((one) => !same.has(idOf(one))).flatMap((one) => problemsOf(one, clear, today));
  const broken = newlyBroken(definition, { before: answers, after: next, today });
  const problems = wrong.length > 0 ? wrong : broken.flatMap((one) => ruleProblem(part, one));
  return { part, typed, answers: next, steps, problems };
}

/** Fills the controls that the form did not show with the filed answers. */
function typedIn({ fields }: StepDefinition, { answers, typed, shown, documents }: PartTyped): Typed {
  const kept = typedAnswers({ fields: fields.filter((field) => !shown.includes(field.id)) }, answers);
  const files = typedAnswers({ fields: fields.filter(isFile) }, documents);
  const none = Object.fromEntries(fields.filter(isFile).map(({ id }) => [id, []]));
  const groups = fields.filter((field) => field.type === 'group');
  return groups.reduce((all, group) => withoutEmptyItems(group, all), { ...kept, ...typed, ...none, ...files });
}

const isFile = ({ type }: FieldDefinition): boolean => type === 'file';
