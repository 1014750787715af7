import type { Language } from '../../../domain/language.ts';
import { inLanguage } from '../../../domain/localized-text.ts';
import { type Checkboxes, checkboxesField } from '../../../web/form/fields.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';

/** The model of views/partials/draft/declarations.ejs: what the person declares, one tick box each. */
export type Declarations = {
  legend: string;
  boxes: Checkboxes[];
};

/** The id of the box of a declaration, for the links of the error summary. The first one has the name of them all. */
export function boxId({ declarations }: Pick<HandledDefinition, 'declarations'>, declaration: string): string {
  return declarations[0]?.id === declaration ? 'declaration' : `declaration-${declaration}`;
}

type Ticked = { ticked: readonly string[]; missing: ReadonlyMap<string, string>; legend: string; language: Language };

/** `missing` holds the sentence of each declaration that was not ticked. */
export function declarationsShown(
  definition: Pick<HandledDefinition, 'declarations'>,
  { ticked, missing, legend, language }: Ticked,
): Declarations {
  const form = { values: {}, lists: { declaration: ticked }, errors: [] };
  const boxes = definition.declarations.map(({ id, text }) => {
    const choices = [{ value: id, label: inLanguage(text, language) }];
    const box = checkboxesField({ name: 'declaration', choices }, form);
    return { ...box, id: boxId(definition, id), error: missing.get(id) ?? null };
  });
  return { legend, boxes };
}
