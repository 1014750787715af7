import type { Request, Response } from 'express';
import { z } from 'zod';
import { inLanguage } from '../../../domain/localized-text.ts';
import {
  type ErrorSummary,
  errorSummary,
  type FormShown,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { emptyForm, fieldsOf, line, parseForm, says } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { clientOf } from '../../../web/pipeline/client.ts';
import { formatVerificationCode, parseVerificationCode, verificationPath } from '../issued/verification-code.ts';
import { findVerified, type Verification, type Verified, type VerifyingApp } from './find-verified.ts';

export type VerificationPage = {
  title: string;
  summary: ErrorSummary;
  action: string;
  code: TextField;
  /** The answer about the code that was typed; null while none was. */
  answer: { heading: string; text: string; facts: SummaryList; good: boolean } | null;
};
const verificationView = view<VerificationPage>('submissions/verification/verification');
const SHOWN = ['code'] as const;
const Fields = z.object({
  code: line('submissions:verification.missing')
    .transform(parseVerificationCode)
    .refine((code) => code !== null, { error: says('submissions:verification.noCode') }),
});

/**
 * Anybody who holds a document asks here whether the commune issued it. The answer says nothing of its content, nor for
 * whom it is. A code that was read leads to an address of its own, which a QR code can hold.
 */
export const verificationPage = (app: VerifyingApp) => ({
  get: (_req: Request, res: Response): void => show(res, { form: emptyForm(SHOWN), answer: null }),

  post(req: Request, res: Response): void {
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, { form, answer: null });
    res.redirect(303, at(verificationPath(parsed.input.code ?? '')));
  },

  async getCode(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const typed = String(req.params['code']);
    res.setHeader('X-Robots-Tag', 'noindex');
    const { form, ...parsed } = parseForm(Fields, { shown: SHOWN, fields: { code: typed }, t: shell.t });
    if (!parsed.ok) return show(res, { form, answer: null });
    const code = parsed.input.code ?? '';
    if (typed !== formatVerificationCode(code)) return res.redirect(303, shell.at(verificationPath(code)));
    const found = await findVerified(app, { code, network: clientOf(req).network });
    const answer = answerTo(found, { code, shell });
    // The next code is another one; an unknown one is compared and mended.
    const next = found.outcome === 'issued' ? emptyForm(SHOWN) : form;
    show(res, { form: next, answer, tooMany: found.outcome === 'too-many' });
  },
});

type Shown = { form: FormShown; answer: VerificationPage['answer']; tooMany?: boolean };

function show(res: Response, { form, answer, tooMany = false }: Shown): void {
  const { t, at } = shellOf(res);
  const label = t('submissions:verification.code');
  const hint = t('submissions:verification.code.hint');
  const page: VerificationPage = {
    title: t('submissions:verification.title'),
    summary: errorSummary(form, t),
    action: at('/verification'),
    code: textField('code', form, { label, hint, width: 20 }),
    answer,
  };
  verificationView.renderForm(res, page, { ...form, tooMany });
}

type Asked = { code: string; shell: Shell };

function answerTo(found: Verification, { code, shell }: Asked): VerificationPage['answer'] {
  const { t } = shell;
  if (found.outcome !== 'issued') {
    const heading = t(`submissions:verification.${found.outcome}`);
    return { heading, text: t(`submissions:verification.${found.outcome}.text`), facts: { rows: [] }, good: false };
  }
  const { kept } = found.verified.document;
  return {
    heading: t('submissions:verification.issued'),
    text: t(kept ? 'submissions:verification.issued.text' : 'submissions:verification.destroyed.text'),
    facts: factsOf(found.verified, { code, shell }),
    good: true,
  };
}

function factsOf({ document, name }: Verified, { code, shell: { t, language } }: Asked): SummaryList {
  const exact = (text: string) => ({ text, look: 'code' }) as const;
  return {
    rows: [
      summaryRow(t('submissions:verification.code'), exact(formatVerificationCode(code))),
      summaryRow(t('submissions:verification.day'), formatDate(document.issuedAt, language)),
      summaryRow(t('submissions:verification.procedure'), inLanguage(name, language)),
      summaryRow(t('submissions:verification.sha256'), exact(document.sha256.toString('hex'))),
    ],
  };
}
