import type { Answers } from '../../../procedures/definition/answers.ts';
import { type Definition, isHandled, type StepDefinition } from '../../../procedures/definition/definition.ts';
import type { FieldDefinition, GroupDefinition } from '../../../procedures/definition/field-definition.ts';

/** A repeatable block of people of the household: its démarche and its id. */
export type HouseholdBlock = { slug: string; block: string };

const isHousehold = (field: FieldDefinition): field is GroupDefinition =>
  field.type === 'group' && field.propose === 'household';

/** Returns the block of a step that asks for the people of the household; undefined for none. */
export const householdOf = ({ fields }: StepDefinition): GroupDefinition | undefined => fields.find(isHousehold);

/** Returns the blocks of all démarches that ask for the people of the household. */
export function householdBlocks(definitions: readonly Definition[]): HouseholdBlock[] {
  return definitions
    .filter(isHandled)
    .flatMap(({ slug, steps }) =>
      steps.flatMap((step) => householdOf(step) ?? []).map(({ id }) => ({ slug, block: id })),
    );
}

/** Returns the items in which something stands. */
export const filledItems = (items: readonly Answers[]): Answers[] =>
  items.filter((item) => Object.keys(item).length > 0);
