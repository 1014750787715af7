import type { App } from '../../../app.ts';
import { documentIds, mostDocuments } from '../../procedures/fields/document.ts';
import { kindOf } from '../../procedures/fields/field-kinds.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { changedIds } from '../amendment/changed-ids.ts';
import type { OpenAmendment } from '../amendment/open-amendment.ts';
import type { PartReading } from '../amendment/read-part.ts';
import { refusalValues } from '../attachments/refused-documents.ts';
import { isTyped, type Problem } from '../draft/step/step-problems.ts';

/** Returns why a corrected form whose answers are right is not taken: too many documents stay, or nothing differs. */
export function correctionRefusals(app: Pick<App, 'config'>, own: OpenAmendment, reading: PartReading): Problem[] {
  const full = tooManyDocuments(app, own, reading);
  if (full.length > 0) return full;
  const changed = changedIds(own.submission.answers, visibleAnswers(reading.steps));
  return changed.length > 0 ? [] : nothingChanged(reading);
}

function tooManyDocuments(app: Pick<App, 'config'>, { documents }: OpenAmendment, { part, answers }: PartReading) {
  return part.fields.flatMap((field): Problem[] => {
    if (field.type !== 'file') return [];
    const ids = documentIds(answers[field.id]);
    if (ids.length <= mostDocuments(field)) return [];
    const name = documents.get(ids.at(-1) ?? '')?.name ?? '';
    const values = refusalValues(app, { takes: field, name });
    const sentence = 'procedures:problem.document.too-many';
    return [{ control: field.id, label: field.label, sentence, values, missing: false }];
  });
}

function nothingChanged({ part }: PartReading): Problem[] {
  const field = part.fields.find(isTyped);
  if (field === undefined || field.type === 'notice') return [];
  const [control = field.id] = field.type === 'group' ? [field.id] : kindOf(field).controls(field);
  return [{ control, label: field.label, sentence: 'procedures:problem.unchanged', missing: false }];
}
