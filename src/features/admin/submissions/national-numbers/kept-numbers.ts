import type { Language } from '../../../../domain/language.ts';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { type AskedField, type AskedGroup, prefixOf, type VisibleStep } from '../../../procedures/journey.ts';

/** A national number among the answers, readable: the question, and the control that asks it (« people.0.number »). */
export type KeptNumber = { label: TextInLanguage; control: string; number: string };

/** Returns those of the questions that the form shows, in their order. Callers mask what nobody asked to read. */
export function keptNumbers(steps: readonly VisibleStep[], language: Language): KeptNumber[] {
  const asked = steps.flatMap((step) => step.asked);
  return asked.flatMap((one) => (one.kind === 'group' ? numbersOfGroup(one, language) : numberOf(one, language)));
}

function numbersOfGroup({ group, items }: AskedGroup, language: Language): KeptNumber[] {
  const { text, lang } = inLanguage(group.item, language);
  return items.flatMap((fields, index) =>
    fields
      .flatMap((field) => numberOf(field, language))
      .map((kept) => ({ ...kept, label: { text: `${text} ${index + 1} – ${kept.label.text}`, lang } })),
  );
}

function numberOf(asked: AskedField, language: Language): KeptNumber[] {
  const { field, answer } = asked;
  if (field.type !== 'nationalNumber' || typeof answer !== 'string') return [];
  return [{ label: inLanguage(field.label, language), control: `${prefixOf(asked)}${field.id}`, number: answer }];
}
