import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { type Checkboxes, checkboxesField } from '../../../web/form/fields.ts';
import { documentIds, mostDocuments } from '../../procedures/fields/document.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import type { FieldControl, StepControl } from '../draft/step/controls.ts';
import { describedBy } from '../draft/step/field-control.ts';
import type { FormShowing } from './amendment-form.ts';
import { leavingName } from './open-amendment.ts';

/** A control and, where documents that were filed stay, the boxes by which they leave. */
type AmendedControl = { control: StepControl; leaving: Checkboxes | null };
/** A section has the title of its step as heading; null where only some fields are asked. */
export type AmendmentSection = { heading: TextInLanguage | null; controls: AmendedControl[] };

type Sections = Pick<FormShowing, 'own' | 'reading' | 'resumed'> & { reader: Reader; whole: boolean };

/** Returns the controls by the steps of the form or, where only some fields are asked, in one section. */
export function amendmentSections(controls: readonly StepControl[], showing: Sections): AmendmentSection[] {
  const shown = controls.map((control) => amended(control, showing));
  if (!showing.whole) return [{ heading: null, controls: shown }];
  const sections = showing.own.definition.steps.map(({ title, fields }) => ({
    heading: inLanguage(title, showing.reader.language),
    controls: shown.filter(({ control }) => fields.some(({ id }) => id === control.id)),
  }));
  return sections.filter((section) => section.controls.length > 0);
}

/**
 * Adds to a control for documents which ones were received. Documents that are added now replace them or, in the whole
 * form, come beside them.
 */
function amended(control: StepControl, { own, reading, resumed, reader, whole }: Sections): AmendedControl {
  if (control.kind !== 'field' || control.type !== 'file') return { control, leaving: null };
  const { t } = reader;
  const filed = documentIds(own.submission.answers[control.id]).flatMap((id) => own.documents.get(id) ?? []);
  const names = filed.map(({ name }) => name).join(', ');
  const field = reading.part.fields.find(({ id }) => id === control.id);
  const stay = whole && field?.type === 'file' && mostDocuments(field) > 1;
  const lost = resumed ? [t('submissions:documents.lost')] : [];
  const received = filed.length === 0 || stay ? [] : [t('submissions:amendment.received', { names })];
  const note = [...lost, ...received].join(' ');
  const told = note === '' ? control : { ...control, note };
  const shown = { ...told, describedBy: describedBy(told) };
  return { control: shown, leaving: stay ? leavingBoxes(control, { own, reading, reader }) : null };
}

type Leaving = Pick<Sections, 'own' | 'reading' | 'reader'>;

function leavingBoxes({ id: field, label }: FieldControl, { own, reading, reader: { t } }: Leaving): Checkboxes | null {
  const choices = documentIds(own.submission.answers[field]).flatMap((value) => {
    const name = own.documents.get(value)?.name;
    return name === undefined ? [] : [{ value, label: name }];
  });
  if (choices.length === 0) return null;
  const name = leavingName(field);
  const form = { values: {}, lists: { [name]: reading.typed[name] ?? [] }, errors: [] };
  return checkboxesField({ name, legend: t('submissions:correction.leaving', { field: label.text }), choices }, form);
}
