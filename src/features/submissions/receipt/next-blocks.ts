import type { Language } from '../../../domain/language.ts';
import { inLanguage, type LocalizedText } from '../../../domain/localized-text.ts';
import type { PdfBlock } from '../../../platform/pdf/pdf-document.ts';
import { formatEuros, formatLocalDate } from '../../../web/page/format.ts';
import { delayText } from '../../procedures/catalogue/procedure-facts.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import { CLAIM_PATH, submissionPath } from '../follow-up/submission-path.ts';
import { formatVerificationCode } from '../issued/verification-code.ts';
import { paymentOf } from '../payment/payment.ts';
import { stillDue } from '../payment/still-due.ts';
import type { Filed, ReceiptSettings } from './filed.ts';
import { headingOf, paragraphOf, rowOf } from './own-words.ts';

/** Says what the fee is and, while it is due, how to pay it. */
export function feeBlocks(
  { submission, definition, events }: Filed,
  settings: ReceiptSettings,
  reader: Reader,
): PdfBlock[] {
  const { t, language } = reader;
  const { feeCents } = submission;
  const dueCents = submission.status === 'awaiting-payment' ? stillDue(submission, events) : null;
  const payment = paymentOf({ ...submission, dueCents }, settings.commune.settings.account, reader);
  if (payment !== null) {
    const { title, text, facts, qr } = payment;
    const rows = facts.rows.map(({ label, lines }) => rowOf(label.text, ...lines.map((line) => line.text)));
    const picture: PdfBlock = { kind: 'picture', path: qr.path, size: qr.size, alt: qr.label };
    return [headingOf(title), paragraphOf(text), { kind: 'rows', rows }, paragraphOf(qr.help), picture];
  }
  const { note } = definition.fee;
  const heading = headingOf(t('procedures:fact.fee'));
  const later = paragraphOf(t('submissions:receipt.feeLater'));
  if (feeCents === null) return [heading, later, ...noted(note, language)];
  return [heading, paragraphOf(feeCents === 0 ? t('procedures:fee.none') : formatEuros(feeCents / 100, language))];
}

/** Says when an answer comes, whom to ask, and where the request is found again. */
export function afterwardsBlocks(
  { submission, definition, claimCode, contact }: Filed,
  settings: ReceiptSettings,
  reader: Reader,
): PdfBlock[] {
  const { t, language } = reader;
  const { dueOn } = submission;
  const { delay } = definition;
  const commune = settings.commune.in(language);
  const due = dueOn === null ? [] : [t('submissions:receipt.due', { date: formatLocalDate(dueOn, language) })];
  const department = departmentName(definition.department, language);
  const { phone = commune.phone, email = commune.email } = contact ?? {};
  const post = contact?.post === undefined ? commune.address : inLanguage(contact.post, language);
  return [
    headingOf(t('submissions:receipt.next')),
    paragraphOf(t('submissions:receipt.next.text')),
    {
      kind: 'rows',
      rows: [
        rowOf(t('procedures:fact.delay'), delayText(delay, t), ...due),
        rowOf(t('submissions:receipt.department'), department, phone, email, post),
        rowOf(t('submissions:receipt.again'), ...againLines({ submission, claimCode }, settings, reader)),
      ],
    },
    ...noted(delay.note, language),
  ];
}

/** Says where the request is found again. A guest needs an account for it, and the code that is printed here. */
function againLines(
  { submission, claimCode }: Pick<Filed, 'submission' | 'claimCode'>,
  { publicOrigin }: ReceiptSettings,
  { t, language }: Reader,
): string[] {
  const at = (path: string) => `${publicOrigin}/${language}${path}`;
  if (claimCode === null) return [t('submissions:receipt.again.text'), at(submissionPath(submission.reference))];
  const code = t('submissions:claim.code', { code: formatVerificationCode(claimCode) });
  return [t('submissions:claim.text'), code, at(CLAIM_PATH)];
}

function noted(note: LocalizedText | undefined, language: Language): PdfBlock[] {
  return note === undefined ? [] : [{ kind: 'paragraph', text: inLanguage(note, language) }];
}
