import { z } from 'zod';
import { maskNationalNumber } from '../../../domain/numbers/national-number.ts';
import type { Sealing } from '../../../platform/sealing.ts';
import type { Answer, Answers } from '../../procedures/definition/answers.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';

declare module '../../../platform/sealing.ts' {
  interface SealPurposes {
    'draft-answer': true;
  }
}

const Sealed = z.strictObject({ sealed: z.string() });
/** Bound to the draft: copied into another one it is worth nothing. */
const Content = z.strictObject({ of: z.string(), number: z.string() });
type Of = { of: string; answers: Answers };

/** National numbers (law of 8 August 1983) are unreadable in the database and its copies. The rest stands as it is. */
export function sealAnswers(sealing: Sealing, { steps }: HandledDefinition, { of, answers }: Of): Answers {
  const fields = steps.flatMap((step) => step.fields);
  return sealFields(fields, answers, (number) => ({
    sealed: sealing.seal('draft-answer', { of, number }, null),
  }));
}

function sealFields(fields: readonly FieldDefinition[], answers: Answers, seal: (number: string) => Answer): Answers {
  const kept: Record<string, Answer | undefined> = { ...answers };
  for (const field of fields) {
    const answer = answers[field.id];
    if (field.type === 'nationalNumber' && typeof answer === 'string') kept[field.id] = seal(answer);
    if (field.type === 'group' && Array.isArray(answer)) {
      kept[field.id] = answer.map((item: Answers) => sealFields(field.fields, item, seal));
    }
  }
  return kept;
}

/** Opens the sealed numbers. A number whose secret is gone counts as not answered. */
export function unsealAnswers(sealing: Sealing, of: Of): Answers {
  return openAnswers({ sealing, shown: String }, of);
}

/** Does what `unsealAnswers` does and masks the national numbers, as the answers leave the portal. */
export function maskAnswers(sealing: Sealing, of: Of): Answers {
  return openAnswers({ sealing, shown: maskNationalNumber }, of);
}

type Opening = { sealing: Sealing; shown: (number: string) => string };

function openAnswers(opening: Opening, { of, answers }: Of): Answers {
  const open = Object.entries(answers).map(([field, answer]) => [field, openAnswer(opening, of, answer)]);
  return Object.fromEntries(open.filter(([, answer]) => answer !== undefined));
}

function openAnswer(opening: Opening, of: string, answer: Answer | undefined): Answer | undefined {
  if (Array.isArray(answer)) {
    return answer.map((item) => (typeof item === 'object' ? openAnswers(opening, { of, answers: item }) : item));
  }
  const kept = Sealed.safeParse(answer);
  if (!kept.success) return answer;
  const content = opening.sealing.unseal('draft-answer', Content, kept.data.sealed);
  return content?.of === of ? opening.shown(content.number) : undefined;
}
