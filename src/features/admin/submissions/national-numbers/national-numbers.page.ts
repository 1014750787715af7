import type { Request, Response } from 'express';
import { z } from 'zod';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { formatNationalNumber, maskNationalNumber } from '../../../../domain/numbers/national-number.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { view } from '../../../../web/page/view.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import type { AnswersShown } from '../../../submissions/draft/answers-in-words.ts';
import type { SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { openSubmission } from '../open-submission.ts';
import { submissionAddress } from '../submission-address.ts';
import { type KeptNumber, keptNumbers } from './kept-numbers.ts';
import { PURPOSES, readNationalNumbers } from './read-national-numbers.ts';

export type NationalNumbersPage = {
  title: string;
  summary: ErrorSummary;
  back: OwnPath;
  reference: string;
  name: TextInLanguage;
  /** Null where the request holds none. */
  numbers: AnswersShown | null;
  /** Null once they are read: a page that is loaded again asks again. */
  purpose: Radios | null;
};
const numbersView = view<NationalNumbersPage>('admin/submissions/national-numbers/national-numbers');
const SHOWN = ['purpose'] as const;
const PurposeFields = z.object({ purpose: z.enum(PURPOSES, { error: says('admin:error.numbers.purpose') }) });

/**
 * The national numbers of a request, which every other page masks (law of 8 August 1983). An agent who says what for reads
 * them, in the answer to that form and at no address.
 */
export const nationalNumbersPage = (app: SubmissionApp) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, { form: firstForm(res, SHOWN, {}), read: null }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, language } = shellOf(res);
    const { form, ...parsed } = parseForm(PurposeFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { form, read: null });
    const reference = referenceAsked(req.params['reference']);
    const { purpose } = parsed.input;
    const read = await readNationalNumbers(app, { reference, by: staffActor(res), purpose, language });
    await show(app, res, { form, read });
  },
});

type Shown = { form: Form<'purpose'>; read: readonly KeptNumber[] | null };

async function show(app: SubmissionApp, res: Response, { form, read }: Shown): Promise<void> {
  const shell = shellOf(res);
  const { t, language } = shell;
  const reference = referenceAsked(res.req.params['reference']);
  const { steps, definition } = await openSubmission(app, { reference, by: staffActor(res) });
  const numbers = read ?? keptNumbers(steps, language);
  const words = read === null ? maskNationalNumber : formatNationalNumber;
  const rows = numbers.map(({ label, control, number }) => ({
    ...{ label, control, lines: [words(number)] },
    ...{ doubt: null, change: null },
  }));
  const choices = PURPOSES.map((value) => ({ value, label: t(`admin:numbers.purpose.${value}`) }));
  const page: NationalNumbersPage = {
    title: t('admin:numbers.title'),
    summary: errorSummary(form, t),
    back: submissionAddress(res, reference)(),
    reference: formatReference(reference),
    name: inLanguage(definition.name, language),
    numbers: rows.length === 0 ? null : { rows, changeText: '' },
    purpose: read === null ? radiosField({ name: 'purpose', legend: t('admin:numbers.purpose'), choices }, form) : null,
  };
  numbersView.renderForm(res, page, form);
}
