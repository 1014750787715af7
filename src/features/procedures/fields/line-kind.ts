import type { Answer } from '../definition/answers.ts';
import type { ItemField } from '../definition/field-definition.ts';
import type { Cell, FieldKind, FieldOf, Reader, Reading, Showing } from './field-kind.ts';
import { readLine } from './typed-text.ts';
import { type LineLook, lineWidget, typedIn, type Widget } from './widget.ts';

type LineField = Exclude<ItemField, { type: 'notice' }>;
/** The rules of one type of line. An answer is shown as its text wherever a rule is missing. */
type LineRules<Field extends LineField> = {
  /** Judges a line that is not empty. */
  judge(field: Field, line: string, control: string): Reading;
  /** Returns an answer as the control of the person who typed it shows it. */
  formatTyped?: (answer: Answer) => string;
  widget?: (field: Field, showing: Showing) => Widget;
  words?: (field: Field, answer: Answer, reader: Reader) => string;
  cell?: (field: Field, answer: Answer) => Cell;
} & { look?: LineLook };

/** Makes the kind of a field with one control of one line. */
export function lineKind<Type extends LineField['type']>({
  judge,
  formatTyped = String,
  look,
  widget = (field, showing) => lineWidget(field, showing, look),
  words = (_field, answer) => String(answer),
  cell = (_field, answer) => String(answer),
}: LineRules<FieldOf<Type>>): FieldKind<FieldOf<Type>> {
  return {
    controls: ({ id }: { id: string }) => [id],
    read: (field, typed, asking) =>
      readLine(field, { typed, asking, judge: (line, control) => judge(field, line, control) }),
    typed: (field: { id: string }, answer, prefix) => typedIn(field, prefix, formatTyped(answer)),
    widget,
    words,
    cell,
  };
}
