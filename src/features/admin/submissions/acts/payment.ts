import type { z } from 'zod';
import { localDateOf } from '../../../../domain/local-date.ts';
import type { Transaction } from '../../../../platform/database.ts';
import { dateField, type FormShown, textField } from '../../../../web/form/fields.ts';
import { formatEuros } from '../../../../web/page/format.ts';
import { decimalText } from '../../../procedures/fields/number.ts';
import { expectedDay } from '../../../submissions/filing/expected-day.ts';
import { listSubmissionEvents } from '../../../submissions/follow-up/submission-events.repository.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import { stillDue } from '../../../submissions/payment/still-due.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { isOpen } from '../../../submissions/submission-status.ts';
import type { Act, ActApp, ActControl, ActShown } from './act.ts';
import { paymentFields } from './payment-fields.ts';

type Fields = ReturnType<typeof paymentFields>;
type Received = { submission: Submission; received: z.output<Fields> };

/** Notes that the fee was paid. Once all of it is, the request waits for the commune and its delay may begin. */
export function payment(app: ActApp): Act<Fields> {
  return {
    may: mayBePaid,
    words: ({ shell: { t } }) => ({
      title: t('admin:payment.title'),
      told: t('admin:payment.told'),
      submit: t('admin:payment.submit'),
    }),
    fields: paymentFields(app.clock),
    shown: ['receivedOnDay', 'receivedOnMonth', 'receivedOnYear', 'amount'],
    notice: 'admin:notice.payment-received',
    controls: (shown) => controls(app, shown),
    act: (tx, submission, { input }) => receive(app, tx, { submission, received: input }),
  };
}

/**
 * Returns whether a payment may be noted. A fee that the portal does not know may be paid too, as the department tells
 * it.
 */
export function mayBePaid({ status, feeCents }: Pick<Submission, 'status' | 'feeCents'>): boolean {
  return isOpen(status) && feeCents !== 0;
}

function controls({ clock }: ActApp, { opened, form, shell }: ActShown): ActControl[] {
  const { t, language } = shell;
  const left = stillDue(opened.submission, opened.events);
  if (left !== null && left <= 0) return [];
  const shown = form.errors.length > 0 ? form : proposed(form, { today: localDateOf(clock.now()), left });
  const hint = t('admin:payment.receivedOn.hint');
  const due = left === null ? t('admin:payment.amount.unknown') : formatEuros(left / 100, language);
  const amount = { label: t('admin:payment.amount'), hint: t('admin:payment.amount.hint', { due }) };
  return [
    { look: 'date', field: dateField('receivedOn', shown, { legend: t('admin:payment.receivedOn'), hint, t }) },
    { look: 'text', field: textField('amount', shown, { ...amount, inputmode: 'numeric', width: 10 }) },
  ];
}

/** Fills in today and the amount still due, which is what usually arrives. */
function proposed(form: FormShown, { today, left }: { today: string; left: number | null }): FormShown {
  const [receivedOnYear = '', receivedOnMonth = '', receivedOnDay = ''] = today.split('-');
  const amount = left === null ? '' : decimalText(left / 100);
  return { ...form, values: { receivedOnDay, receivedOnMonth, receivedOnYear, amount } };
}

/** Returns null when everything is already paid. A part of the fee only lowers the amount still due. */
async function receive(app: ActApp, tx: Transaction, { submission, received }: Received): Promise<Change | null> {
  const { id, slug, version, status, dueOn } = submission;
  const left = stillDue(submission, await listSubmissionEvents(tx, id));
  if (left !== null && left <= 0) return null;
  const event = { name: 'payment-received', detail: received } as const;
  if (left !== null && received.amountCents < left) return { event };
  const definition = await app.procedures.form(slug, version);
  const begun = dueOn ?? expectedDay(definition, { on: received.receivedOn, feeCents: 0 });
  return { event, dueOn: begun, ...(status === 'awaiting-payment' ? { status: 'submitted' } : {}) };
}
