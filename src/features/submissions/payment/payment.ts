import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import { formatIban } from '../../../domain/numbers/iban.ts';
import { formatStructuredCommunication } from '../../../domain/numbers/structured-communication.ts';
import { type QrCode, qrCodeOf } from '../../../platform/qr-code.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Translate } from '../../../web/page/texts.ts';
import type { Submission } from '../submission.ts';
import { epcPayment } from './epc-payment.ts';

/** views/partials/submission/payment.ejs, and the same on the receipt. */
export type Payment = { title: string; text: string; facts: { label: string; text: string }[]; qr: Qr };
export type Qr = QrCode & { label: string; help: string };

type Payable = Pick<Submission, 'status' | 'feeCents' | 'structuredCommunication'>;
type Reader = { t: Translate; language: Language };

/** Returns how to pay the fee of a request that waits for it; null when nothing is to be paid now. */
export function paymentOf(submission: Payable, config: Pick<App['config'], 'account'>, reader: Reader) {
  const { status, feeCents, structuredCommunication } = submission;
  if (status !== 'awaiting-payment' || feeCents === null || structuredCommunication === null) return null;
  return payment({ cents: feeCents, communication: structuredCommunication }, config, reader);
}

type Due = { cents: number; communication: string };

function payment(due: Due, { account }: Pick<App['config'], 'account'>, { t, language }: Reader): Payment {
  const beneficiary = t('submissions:payment.beneficiary.name');
  const qr = qrCodeOf(epcPayment({ ...account, ...due, beneficiary }));
  return {
    title: t('submissions:payment.title'),
    text: t('submissions:payment.text'),
    facts: [
      { label: t('submissions:payment.amount'), text: formatEuros(due.cents / 100, language) },
      { label: t('submissions:payment.beneficiary'), text: beneficiary },
      { label: t('submissions:payment.account'), text: formatIban(account.iban) },
      { label: t('submissions:payment.communication'), text: formatStructuredCommunication(due.communication) },
    ],
    qr: { ...qr, label: t('submissions:payment.qr'), help: t('submissions:payment.qr.help') },
  };
}
