import type { AskedField, VisibleStep } from '../../procedures/journey.ts';

/** Returns the ids of the documents that the visible fields of a form hold, in the order of the form. */
export function documentsAsked(steps: readonly VisibleStep[]): string[] {
  const fields = steps.flatMap(({ asked }) =>
    asked.flatMap((one): readonly AskedField[] => (one.kind === 'field' ? [one] : one.items.flat())),
  );
  return fields
    .filter(({ field }) => field.type === 'file')
    .flatMap(({ answer }) => (Array.isArray(answer) ? answer.filter((id) => typeof id === 'string') : []));
}
