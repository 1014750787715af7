import { localDateOf } from '../../../../domain/local-date.ts';
import type { Answers } from '../../../procedures/definition/answers.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import type { GroupDefinition } from '../../../procedures/definition/field-definition.ts';
import type { Typed } from '../../../procedures/fields/field-kind.ts';
import { copiedItems } from '../../copy/copied-answers.ts';
import type { Filer } from '../../filer/filer.ts';
import type { DraftApp, OwnDraft } from '../own-draft.ts';
import { itemsTyped, withItems, withoutEmptyItems } from '../step/group-items.ts';
import { typedAnswers } from '../step/typed-answers.ts';
import { findFiledHousehold } from './filed-household.repository.ts';
import { filledItems, householdBlocks, householdOf } from './household-blocks.ts';

/** The people of an earlier request that a block may take over, and when that was filed. */
export type Household = { group: GroupDefinition; items: readonly Answers[]; filedAt: Date };
type Asked = { own: OwnDraft; step: StepDefinition; filer: Filer };

/**
 * Returns the people of the household as a citizen last typed them in a request for themselves; null where the step asks for
 * none, or nobody was typed. National numbers stay with their request. An agent at the desk and an organisation get nothing
 * of it.
 */
async function recallHousehold(app: DraftApp, { own, step, filer }: Asked): Promise<Household | null> {
  const group = householdOf(step);
  if (group === undefined || filer.kind !== 'citizen' || own.draft.enterpriseNumber !== null) return null;
  const blocks = householdBlocks(app.procedures.definitions);
  const filed = await findFiledHousehold(app.db, { citizenId: filer.id, blocks });
  if (filed === null) return null;
  const form = await app.procedures.form(filed.slug, filed.version);
  const before = form.steps.flatMap(({ fields }) => fields).find(({ id }) => id === filed.block);
  if (before?.type !== 'group') return null;
  const today = localDateOf(app.clock.now());
  const items = filledItems(
    copiedItems(filed.answers[filed.block], { before: before.fields, now: group.fields, today }),
  );
  return items.length === 0 ? null : { group, items, filedAt: filed.filedAt };
}

/** Returns what `recallHousehold` finds if the block of the draft is still empty, and null otherwise. */
export async function offeredHousehold(app: DraftApp, asked: Asked): Promise<Household | null> {
  const group = householdOf(asked.step);
  if (group === undefined || asked.own.draft.answers[group.id] !== undefined) return null;
  return recallHousehold(app, asked);
}

/** « household » adds those people to what is shown and changes nothing else. Null when another button was pressed. */
export async function recalledItems(
  app: DraftApp,
  { typed, ...asked }: Asked & { typed: Typed },
): Promise<Typed | null> {
  if (typed['household'] === undefined) return null;
  const household = await recallHousehold(app, asked);
  if (household === null) return typed;
  const { group, items } = household;
  const people = itemsTyped(group, typedAnswers({ fields: [group] }, { [group.id]: items }));
  return withItems(group, typed, [...itemsTyped(group, withoutEmptyItems(group, typed)), ...people]);
}
