import type { Language } from '../../../domain/language.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { parsePhone } from '../../../domain/phone-number.ts';
import { type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Contact } from '../definition/closure.ts';
import type { Definition } from '../definition/definition.ts';
import { openingOn } from '../definition/opening.ts';

/**
 * Returns the desk, the telephone, the mail and the post of the department, as far as the démarche has its own. A telephone
 * and an address of mail are links.
 */
export function contactFacts(contact: Contact | undefined, { t, language }: Shell): SummaryRow[] {
  if (contact === undefined) return [];
  const { desk, phone, email, post } = contact;
  const places = { desk, post };
  const place = (name: 'desk' | 'post'): SummaryRow[] => {
    const text = places[name];
    return text === undefined ? [] : [summaryRow(t(`web:contact.${name}`), inLanguage(text, language))];
  };
  const link = (name: 'phone' | 'email', text: string | undefined, href: string): SummaryRow[] =>
    text === undefined ? [] : [summaryRow(t(`web:contact.${name}`), { text, href })];
  return [
    ...place('desk'),
    ...link('phone', phone, `tel:${dialled(phone ?? '')}`),
    ...link('email', email, `mailto:${email}`),
    ...place('post'),
  ];
}

/** Adds to `contactFacts` the telephone and the mail of the commune where the department has none of its own. */
export function departmentContact(contact: Contact | null, shell: Shell): SummaryRow[] {
  const { phone, email } = shell.commune;
  return contactFacts({ phone, email, ...contact }, shell);
}

function dialled(phone: string): string {
  const reading = parsePhone(phone);
  return reading.ok ? reading.e164 : phone;
}

/** Returns what the department says while the démarche is closed; null while it is open, or where nothing was said. */
export function closedText(definition: Definition, day: LocalDate, language: Language): TextInLanguage | null {
  const text = definition.closure?.text;
  if (text === undefined || openingOn(definition, day).state !== 'closed') return null;
  return inLanguage(text, language);
}
