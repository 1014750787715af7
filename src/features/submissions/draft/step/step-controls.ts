import { localDateOf } from '../../../../domain/local-date.ts';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { formatLocalDate } from '../../../../web/page/format.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import { leastItems } from '../../../procedures/definition/optional.ts';
import { visibleAnswers } from '../../../procedures/journey.ts';
import type { GroupControl, ItemShown, StepControl } from './controls.ts';
import { dependence, type Page } from './dependence.ts';
import { describedBy, fieldControl, hintOf, type StepShown } from './field-control.ts';
import { itemsTyped, mostItems } from './group-items.ts';

/** The controls of a step: all that its own answers may ask for, with what shows and hides each while one answers. */
export function stepControls(shown: StepShown): StepControl[] {
  const { steps, step } = shown;
  const before = steps.slice(
    0,
    steps.findIndex((one) => one.step === step),
  );
  const asked = steps.find((one) => one.step === step)?.asked ?? [];
  const paths = asked.flatMap((one) =>
    one.kind === 'field' ? [one.path] : [one.group.id, ...one.items.flat().map(({ path }) => path)],
  );
  const page: Page = {
    step,
    group: null,
    earlier: visibleAnswers(before),
    asked: new Set(paths),
    reader: shown.reader,
  };
  return step.fields.flatMap((field): StepControl[] =>
    field.type === 'group' ? groupControl(field, shown, page) : fieldControl(field, shown, page),
  );
}

function groupControl(group: GroupDefinition, shown: StepShown, page: Page): GroupControl[] {
  const { reader, typed, errors } = shown;
  const depends = dependence(group.if, group.id, page);
  if (depends === 'never') return [];
  const sent = itemsTyped(group, typed);
  const count = Math.max(sent.length, leastItems(group));
  const item = inLanguage(group.item, reader.language);
  const items = Array.from({ length: count }, (_, index): ItemShown => {
    const inside = { ...page, group: { definition: group, index } };
    return {
      legend: { text: `${item.text} ${index + 1}`, lang: item.lang },
      controls: group.fields.flatMap((field) => fieldControl(field, shown, inside)),
      remove: count > leastItems(group) ? `${group.id}.${index}` : null,
    };
  });
  const told = { id: group.id, hint: hintOf(group, reader), note: null, error: errors.get(group.id) ?? null };
  const control = {
    kind: 'group' as const,
    ...told,
    label: inLanguage(group.label, reader.language),
    optional: group.optional === true ? reader.t('submissions:optional') : null,
    describedBy: describedBy(told),
    depends,
    items,
    add: count < mostItems(group) ? group.id : null,
    household: sent.length === 0 ? householdWords(group, shown) : null,
    words: groupWords(reader.t),
  };
  return [control];
}

function householdWords(group: GroupDefinition, { household, reader }: StepShown): GroupControl['household'] {
  if (!household || household.group !== group) return null;
  const { t, language } = reader;
  const date = formatLocalDate(localDateOf(household.filedAt), language);
  return { text: t('submissions:group.household', { date }), hint: t('submissions:group.household.hint') };
}

function groupWords(t: Translate): GroupControl['words'] {
  return { add: t('web:word.add'), remove: t('web:word.remove') };
}
