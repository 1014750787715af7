import { isDeepStrictEqual } from 'node:util';
import { readEmailAddress } from '../../../domain/email-address.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import type { Fields } from '../../../web/form/parse.ts';
import type { Contact } from '../../procedures/definition/closure.ts';
import { decimalText } from '../../procedures/fields/number.ts';
import type { ProcedureSettings } from '../../procedures/settings/procedure-settings.ts';
import { localizedFields, optionalLocalizedText } from '../localized-fields.ts';
import { centsOf, dayOf, daysOf, type TypedSettings } from './procedure-fields.ts';

type Standing = { standing: ProcedureSettings; today: LocalDate };

/**
 * Returns what was typed as settings. The day of a fee or a delay that did not change stays, so that it makes no new
 * version of the form; closed until further notice means from today, unless it was closed already.
 */
export function settingsOf(typed: TypedSettings, { standing, today }: Standing): ProcedureSettings {
  const { asOf: feeAsOf = today, ...oldFee } = standing.fee ?? {};
  const { asOf: delayAsOf = today, ...oldDelay } = standing.delay ?? {};
  const fee = feeOf(typed);
  const delay = delayOf(typed);
  return {
    closure: closureOf(typed, { standing, today }),
    fee: fee === null ? null : { ...fee, asOf: isDeepStrictEqual(fee, oldFee) ? feeAsOf : today },
    delay: delay === null ? null : { ...delay, asOf: isDeepStrictEqual(delay, oldDelay) ? delayAsOf : today },
    contact: contactOf(typed),
  };
}

function closureOf(typed: TypedSettings, { standing: { closure }, today }: Standing): ProcedureSettings['closure'] {
  if (typed.opening === 'open') return null;
  const { closedTextFr, closedTextNl, closedTextEn, closedTextDe } = typed;
  const text = optionalLocalizedText(closedTextFr, closedTextNl, { en: closedTextEn, de: closedTextDe });
  const said = text === null ? {} : { text };
  const [from, to] = [dayOf(typed, 'closedFrom'), dayOf(typed, 'closedTo')];
  if (typed.opening === 'closed-between' && from !== null && to !== null) return { from, to, ...said };
  const since = closure !== null && closure.from <= today && (closure.to ?? today) >= today ? closure.from : today;
  return { from: since, ...said };
}

function feeOf({ fee, feeAmount, feeNoteFr, feeNoteNl }: TypedSettings) {
  const note = optionalLocalizedText(feeNoteFr, feeNoteNl);
  const said = note === null ? {} : { note };
  if (fee === 'none') return { kind: 'none', ...said } as const;
  return fee === 'fixed' ? ({ kind: 'fixed', amountCents: centsOf(feeAmount) ?? 0, ...said } as const) : null;
}

function delayOf({ delay, delayDays, delayUnit }: TypedSettings) {
  if (delay !== 'set') return null;
  return { days: daysOf(delayDays) ?? 0, unit: delayUnit === 'working' ? 'working' : 'calendar' } as const;
}

function contactOf({ deskFr, deskNl, postFr, postNl, phone, email }: TypedSettings): ProcedureSettings['contact'] {
  const [desk, post, read] = [
    optionalLocalizedText(deskFr, deskNl),
    optionalLocalizedText(postFr, postNl),
    readEmailAddress(email),
  ];
  const contact = {
    ...(desk === null ? {} : { desk }),
    ...(post === null ? {} : { post }),
    ...(phone === '' ? {} : { phone }),
    ...(read.ok ? { email: read.address } : {}),
  };
  return Object.keys(contact).length === 0 ? null : contact;
}

/** Returns the fields of the form as it is first shown: the settings in force today. */
export function fieldsOfSettings({ closure, fee, delay, contact }: ProcedureSettings): Fields {
  return {
    opening: closure === null ? 'open' : closure.to === undefined ? 'closed' : 'closed-between',
    ...dateFields('closedFrom', closure?.to === undefined ? undefined : closure.from),
    ...dateFields('closedTo', closure?.to),
    ...localizedFields('closedText', closure?.text),
    fee: fee?.kind ?? 'file',
    feeAmount: fee?.kind === 'fixed' ? decimalText(fee.amountCents / 100) : '',
    ...localizedFields('feeNote', fee?.note),
    delay: delay === null ? 'file' : 'set',
    delayDays: delay === null ? '' : String(delay.days),
    delayUnit: delay?.unit ?? '',
    ...contactFields(contact ?? {}),
  };
}

function contactFields({ desk, post, phone = '', email = '' }: Contact): Fields {
  return { ...localizedFields('desk', desk), ...localizedFields('post', post), phone, email };
}

function dateFields(name: string, date: LocalDate | undefined): Fields {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { [`${name}Day`]: day, [`${name}Month`]: month, [`${name}Year`]: year };
}
