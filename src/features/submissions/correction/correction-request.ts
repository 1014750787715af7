import { z } from 'zod';
import { visibleText } from '../../../domain/visible-text.ts';
import { type Checkboxes, checkboxesField, errorOf, type TextArea } from '../../../web/form/fields.ts';
import { type Form, says } from '../../../web/form/parse.ts';
import { formatNumber } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { answerChanges } from '../amendment/answer-changes.ts';
import { askableFields } from '../amendment/askable-fields.ts';
import { changedIds } from '../amendment/changed-ids.ts';
import type { OpenAmendment } from '../amendment/open-amendment.ts';
import type { PartReading } from '../amendment/read-part.ts';
import type { ReadSubmission } from '../follow-up/read-submission.ts';

const TEXT_MAX = 10_000;

export const RequestFields = z.object({
  fields: z.array(z.string()),
  text: z
    .string({ error: says('submissions:correction.text.missing') })
    .refine((typed) => visibleText(typed) !== null, { error: says('web:field.unreadable') })
    .transform((typed) => visibleText(typed) ?? '')
    .refine((text) => text !== '', { error: says('submissions:correction.text.missing') })
    .refine((text) => [...text].length <= TEXT_MAX, { error: says('web:field.tooLong'), params: { max: TEXT_MAX } }),
});
export const REQUEST_SHOWN = ['text'] as const;
export type RequestForm = Form<'text', 'fields'>;

/** The model of views/partials/submission/correction-request.ejs: what to correct, in words, for the commune to read. */
export type CorrectionRequest = {
  told: string;
  fields: Checkboxes;
  text: TextArea;
  submit: string;
  cancel: { href: string; text: string };
};

export function correctionRequest(
  own: ReadSubmission,
  form: RequestForm,
  shell: Shell,
): Omit<CorrectionRequest, 'cancel'> {
  const { t, language } = shell;
  const department = departmentName(own.submission.department, language).text;
  const choices = askableFields(own, shell).map(({ id, label, answer }) => ({
    value: id,
    label,
    hint: beginningOf(answer),
  }));
  return {
    told: t('submissions:correction.request.told', { department }),
    fields: checkboxesField({ name: 'fields', legend: t('submissions:correction.fields'), choices }, form),
    text: {
      name: 'text',
      label: t('submissions:correction.text'),
      hint: t('submissions:correction.text.hint', { max: formatNumber(TEXT_MAX, language) }),
      value: form.values.text,
      error: errorOf(form, 'text'),
    },
    submit: t('submissions:correction.request.submit'),
  };
}

const HINT_MOST = 120;
const beginningOf = (answer: string): string =>
  answer.length > HINT_MOST ? `${answer.slice(0, HINT_MOST).trimEnd()}…` : answer;

/** Turns a correction, typed while the staff took the request, into the words of a request for correction. */
export function typedAsRequest(own: OpenAmendment, reading: PartReading, { t, language }: Shell): RequestForm {
  const before = own.submission.answers;
  const after = visibleAnswers(reading.steps);
  const changes = answerChanges(own, { fields: changedIds(before, after), before, after }, { t, language });
  const lines = changes.map(({ label, before: old, after: wanted }) =>
    t('submissions:correction.request.line', { label, before: old, after: wanted }),
  );
  return { values: { text: lines.join('\n') }, lists: { fields: changes.map(({ id }) => id) }, errors: [] };
}
