import type { Language } from '../../../domain/language.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';

/** The model of views/partials/draft/declarations.ejs: what the person declares, one tick box each. */
export type Declarations = {
  legend: string;
  boxes: { id: string; value: string; label: TextInLanguage; ticked: boolean; error: string | null }[];
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
  const boxes = definition.declarations.map(({ id, text }) => ({
    id: boxId(definition, id),
    value: id,
    label: inLanguage(text, language),
    ticked: ticked.includes(id),
    error: missing.get(id) ?? null,
  }));
  return { legend, boxes };
}
