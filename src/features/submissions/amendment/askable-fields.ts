import { inLanguage, type LocalizedText } from '../../../domain/localized-text.ts';
import { comesLater } from '../../procedures/fields/comes-later.ts';
import type { KnownDocuments, Reader } from '../../procedures/fields/field-kind.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';
import type { Asked, AskedField, VisibleStep } from '../../procedures/journey.ts';

/** A field, a document or a block that a citizen can be asked for again, with its step and what stands there now. */
export type AskableField = { id: string; label: string; step: string; answer: string };
type Answered = { steps: readonly VisibleStep[]; documents: KnownDocuments };

/**
 * Returns what a citizen can be asked for again: every question that they see in the form, except notices and what
 * their card gives.
 */
export function askableFields({ steps, documents }: Answered, reader: Reader): AskableField[] {
  return steps.flatMap(({ step: { title }, asked }) => {
    const step = inLanguage(title, reader.language).text;
    return asked.flatMap((one) => askable(one, { ...reader, documents }).map((field) => ({ ...field, step })));
  });
}

/** Returns the ids of the fields that a citizen can be asked for again. */
export function askableIds(steps: readonly VisibleStep[]): string[] {
  return steps.flatMap(({ asked }) => asked.filter((one) => labelOf(one) !== null).map(idOf));
}

function askable(asked: Asked, reader: Reader): Omit<AskableField, 'step'>[] {
  const label = labelOf(asked);
  if (label === null) return [];
  return [{ id: idOf(asked), label: inLanguage(label, reader.language).text, answer: answerOf(asked, reader) }];
}

/** Null where the form asks nobody for that field. */
function labelOf(asked: Asked): LocalizedText | null {
  if (asked.kind === 'group') return asked.group.label;
  return asked.field.type === 'notice' || comesLater(asked.field) ? null : asked.field.label;
}

const idOf = (asked: Asked): string => (asked.kind === 'group' ? asked.group.id : asked.field.id);

function answerOf(asked: Asked, reader: Reader): string {
  if (asked.kind === 'field') return wordsOf(asked, reader);
  const { group, items } = asked;
  if (items.length === 0) return reader.t('submissions:check.unanswered');
  const { text } = inLanguage(group.item, reader.language);
  return items
    .map((fields, index) => `${text} ${index + 1} (${fields.map((field) => wordsOf(field, reader)).join(', ')})`)
    .join(' ; ');
}

function wordsOf({ field, answer }: AskedField, reader: Reader): string {
  if (answer === undefined) return reader.t('submissions:check.unanswered');
  return kindOf(field).words(field, answer, reader).replaceAll(/,?\n/g, ', ');
}
