import type { TextInLanguage } from '../../../../domain/localized-text.ts';
import type { FieldType } from '../../../procedures/definition/field-definition.ts';
import type {
  AreaWidget,
  ChoicesWidget,
  DocumentsWidget,
  LaterWidget,
  LineWidget,
  Part,
  PartsWidget,
  SelectWidget,
  Widget,
} from '../../../procedures/fields/widget.ts';
import type { Depends } from './dependence.ts';

type Labelled = {
  /** The id of the control, or of the group of controls. */
  id: string;
  label: TextInLanguage;
  /** « (facultatif) », where it may stay empty. */
  optional: string | null;
  hint: TextInLanguage | null;
  error: string | null;
  /** The ids of what is told about it, for screen readers. */
  describedBy: string;
  /** Says where the proposed value comes from. */
  note: string | null;
  depends: Depends | null;
};
/** views/partials/fields/label.ejs */
export type LabelShown = Pick<Labelled, 'label' | 'optional'>;
/** views/partials/fields/told.ejs */
export type Told = Pick<Labelled, 'id' | 'hint' | 'note' | 'error'>;
/** views/partials/fields/control.ejs */
export type FieldControl = Labelled & { kind: 'field'; type: FieldType; widget: Widget };
export type ItemShown = { legend: TextInLanguage; controls: readonly FieldControl[]; remove: string | null };
/** views/partials/fields/group.ejs */
export type GroupControl = Labelled & {
  kind: 'group';
  items: readonly ItemShown[];
  add: string | null;
  /** The people of an earlier request that a button takes over; null for none, or once somebody is there. */
  household: { text: string; hint: string } | null;
  words: { add: string; remove: string };
};
export type StepControl = FieldControl | GroupControl;
type Drawn<Look extends Widget> = { control: FieldControl; widget: Look };
/** The partials that control.ejs chooses from: a control and how it is drawn. */
export type LineDrawn = Drawn<LineWidget>;
export type AreaDrawn = Drawn<AreaWidget>;
export type SelectDrawn = Drawn<SelectWidget>;
export type PartsDrawn = Drawn<PartsWidget>;
export type ChoicesDrawn = Drawn<ChoicesWidget>;
export type DocumentsDrawn = Drawn<DocumentsWidget>;
export type LaterDrawn = Drawn<LaterWidget>;
/** views/partials/fields/part.ejs */
export type PartDrawn = { part: Part; wrong: boolean };
