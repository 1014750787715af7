import { readEmailAddress } from '../../domain/email-address.ts';
import { meantAddress } from '../../domain/email-slip.ts';
import type { Translate } from '../page/texts.ts';
import { type FormShown, type TextField, textField } from './fields.ts';

/**
 * The model of views/partials/email-slip.ejs, below the field of an address: `said` asks whether another one was meant,
 * and is empty where nothing looks like a slip. `pattern` is the same question for the script, which asks it while one types.
 */
export type EmailSlip = { id: string; pattern: string; said: string };

export function emailSlip(name: string, typed: string, t: Translate): EmailSlip {
  return { id: `${name}-slip`, pattern: t('web:field.email.meant', { address: '{}' }), said: slipIn(typed, t) ?? '' };
}

/** Asks whether another address was meant; null where nothing looks like a slip. */
export function slipIn(typed: string, t: Translate): string | null {
  const reading = readEmailAddress(typed);
  const meant = reading.ok ? meantAddress(reading.address) : null;
  return meant === null ? null : t('web:field.email.meant', { address: meant });
}

type EmailFieldOptions = Pick<TextField, 'label'> &
  Partial<Pick<TextField, 'hint' | 'autocomplete'>> & { t: Translate };

/** Returns the field of an address to which something will be sent. */
export function emailField(name: string, form: FormShown, { t, ...options }: EmailFieldOptions): TextField {
  const slip = emailSlip(name, form.values[name] ?? '', t);
  return textField(name, form, { type: 'email', inputmode: 'email', ...options, slip });
}
