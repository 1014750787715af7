import { z } from 'zod';
import { type LocalDate, localDateOf } from '../../../../domain/local-date.ts';
import { readTypedDate, type TypedDate } from '../../../../domain/typed-date.ts';
import type { Clock } from '../../../../platform/clock.ts';
import { says } from '../../../../web/form/parse.ts';
import { parseDecimal } from '../../../procedures/fields/number.ts';

const MOST_CENTS = 100_000_000;
const part = z.string().default('');

/** The fields of a payment: a day that is not in the future, in three parts or whole, and an amount. */
export const paymentFields = (clock: Clock) =>
  z
    .object({
      receivedOn: part,
      receivedOnDay: part,
      receivedOnMonth: part,
      receivedOnYear: part,
      amount: part.refine((typed) => centsOf(typed) !== null, { error: says('procedures:problem.money') }),
    })
    .superRefine((typed, context) => {
      const reading = dayOf(typed);
      const custom = { code: 'custom', input: typed } as const;
      if (!reading.ok) {
        const { wrong } = reading;
        const message = wrong === null ? says('web:date.problem') : says(`web:date.problem.${wrong}`);
        context.addIssue({ ...custom, path: [`receivedOn${wrong ?? 'Day'}`], message });
      } else if (reading.date > localDateOf(clock.now())) {
        context.addIssue({ ...custom, path: ['receivedOnDay'], message: says('admin:error.receivedOn.future') });
      }
    })
    .transform((typed) => ({ receivedOn: dateIn(dayOf(typed)), amountCents: centsOf(typed.amount) ?? 0 }));

type Typed = { receivedOn: string; receivedOnDay: string; receivedOnMonth: string; receivedOnYear: string };

function dayOf({ receivedOn, receivedOnDay: day, receivedOnMonth: month, receivedOnYear: year }: Typed): TypedDate {
  return readTypedDate(receivedOn === '' ? { day, month, year } : { day: receivedOn, month: '', year: '' });
}

const dateIn = (reading: TypedDate): LocalDate => (reading.ok ? reading.date : '');

/** Returns the amount in cents; null for what is none, or not between a cent and a million. */
function centsOf(typed: string): number | null {
  const euros = parseDecimal(typed.replaceAll('€', '').trim());
  const cents = Math.round((euros ?? 0) * 100);
  const whole = Math.abs((euros ?? 0) * 100 - cents) < 1e-6;
  return whole && cents > 0 && cents <= MOST_CENTS ? cents : null;
}
