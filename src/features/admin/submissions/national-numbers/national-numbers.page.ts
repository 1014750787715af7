import type { Request, Response } from 'express';
import { z } from 'zod';
import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { formatNationalNumber, maskNationalNumber } from '../../../../domain/numbers/national-number.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says } from '../../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../../web/form/summary-list.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { view } from '../../../../web/page/view.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { staffActor } from '../../../staff/signed-in-staff.ts';
import type { SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import { referenceAsked } from '../../../submissions/follow-up/reference-asked.ts';
import { openSubmission } from '../open-submission.ts';
import { submissionAddress } from '../submission-address.ts';
import { keptNumbers } from './kept-numbers.ts';
import { type NumbersRead, PURPOSES, readNationalNumbers } from './read-national-numbers.ts';

export type NationalNumbersPage = {
  title: string;
  summary: ErrorSummary;
  back: OwnPath;
  reference: string;
  name: TextInLanguage;
  /** Null when the request holds none. */
  numbers: SummaryList | null;
  /** Null once the numbers are read: a page that is loaded again asks for the purpose again. */
  purpose: Radios | null;
};
const numbersView = view<NationalNumbersPage>('admin/submissions/national-numbers/national-numbers');
const SHOWN = ['purpose'] as const;
const PurposeFields = z.object({ purpose: z.enum(PURPOSES, { error: says('admin:error.numbers.purpose') }) });

/**
 * Shows the national numbers of a request, which every other page masks (law of 8 August 1983). Agents first say what
 * for; the numbers stand only in the answer to that form, and have no address of their own.
 */
export const nationalNumbersPage = (app: SubmissionApp) => ({
  get: (_req: Request, res: Response): Promise<void> => ask(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, language } = shellOf(res);
    const { form, ...parsed } = parseForm(PurposeFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return ask(app, res, form);
    const reference = referenceAsked(req.params['reference']);
    const { purpose } = parsed.input;
    const read = await readNationalNumbers(app, { reference, by: staffActor(res), purpose, language });
    if (read.numbers.length === 0) return ask(app, res, form);
    show(res, { ...read, reference, form, inClear: true });
  },
});

/** Shows them masked, with the form. That is an opening; to read them is an act, which has its own line in the audit log. */
async function ask(app: SubmissionApp, res: Response, form: Form<'purpose'>): Promise<void> {
  const reference = referenceAsked(res.req.params['reference']);
  const { steps, definition } = await openSubmission(app, { reference, by: staffActor(res) });
  const numbers = keptNumbers(steps, shellOf(res).language);
  show(res, { numbers, definition, reference, form, inClear: false });
}

type Shown = NumbersRead & { reference: string; form: Form<'purpose'>; inClear: boolean };

function show(res: Response, { numbers, definition, reference, form, inClear }: Shown): void {
  const { t, language } = shellOf(res);
  const words = inClear ? formatNationalNumber : maskNationalNumber;
  const rows = numbers.map(({ label, number }) => summaryRow(label, words(number)));
  const choices = PURPOSES.map((value) => ({ value, label: t(`admin:numbers.purpose.${value}`) }));
  const page: NationalNumbersPage = {
    title: t('admin:numbers.title'),
    summary: errorSummary(form, t),
    back: submissionAddress(res, reference)(),
    reference: formatReference(reference),
    name: inLanguage(definition.name, language),
    numbers: rows.length === 0 ? null : { rows },
    purpose: inClear ? null : radiosField({ name: 'purpose', legend: t('admin:numbers.purpose'), choices }, form),
  };
  numbersView.renderForm(res, page, form);
}
