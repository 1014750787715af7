import type { Account } from '../../../domain/commune.ts';
import type { Language } from '../../../domain/language.ts';
import { formatIban } from '../../../domain/numbers/iban.ts';
import { formatStructuredCommunication } from '../../../domain/numbers/structured-communication.ts';
import { qrCodeOf } from '../../../platform/qr-code.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { QrPicture } from '../../../web/page/qr-picture.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { Submission } from '../submission.ts';
import { epcPayment } from './epc-payment.ts';

/** views/partials/submission/payment.ejs, and the same on the receipt. */
export type Payment = { title: string; text: string; facts: SummaryList; qr: Qr };
export type Qr = QrPicture & { help: string };

type Payable = Pick<Submission, 'structuredCommunication'> & {
  /** Null where the department tells it later. */
  dueCents: number | null;
};
type Reader = { t: Translate; language: Language };

/** Returns how to pay what is due for a request; null when nothing is. */
export function paymentOf(
  { dueCents, structuredCommunication }: Payable,
  account: Account,
  reader: Reader,
): Payment | null {
  if (dueCents === null || dueCents <= 0 || structuredCommunication === null) return null;
  return payment({ cents: dueCents, communication: structuredCommunication }, account, reader);
}

type Due = { cents: number; communication: string };

function payment(due: Due, account: Account, { t, language }: Reader): Payment {
  const beneficiary = t('submissions:payment.beneficiary.name');
  const qr = qrCodeOf(epcPayment({ ...account, ...due, beneficiary }));
  return {
    title: t('submissions:payment.title'),
    text: t('submissions:payment.text'),
    facts: {
      rows: [
        summaryRow(t('submissions:payment.amount'), formatEuros(due.cents / 100, language)),
        summaryRow(t('submissions:payment.beneficiary'), beneficiary),
        summaryRow(t('submissions:payment.account'), formatIban(account.iban)),
        summaryRow(t('submissions:payment.communication'), formatStructuredCommunication(due.communication)),
      ],
    },
    qr: { ...qr, label: t('submissions:payment.qr'), help: t('submissions:payment.qr.help') },
  };
}
