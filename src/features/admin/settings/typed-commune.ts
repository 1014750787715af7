import type { CommuneSettings } from '../../../domain/commune.ts';
import type { LocalizedText } from '../../../domain/localized-text.ts';
import { formatIban } from '../../../domain/numbers/iban.ts';
import type { Fields } from '../../../web/form/parse.ts';
import type { TypedCommune } from './settings-fields.ts';

/** What the form means. English and German names of addresses are not asked for: post is addressed in French or Dutch. */
export function communeOfTyped(typed: TypedCommune): CommuneSettings {
  const { mark, postcodes, email, phone, site, childcareSite, activitiesSite, iban, bic } = typed;
  return {
    name: inLanguages(typed.nameFr, typed.nameNl, { en: typed.nameEn, de: typed.nameDe }),
    mark,
    postcodes,
    email,
    phone,
    hours: inLanguages(typed.hoursFr, typed.hoursNl, { en: typed.hoursEn, de: typed.hoursDe }),
    townHall: inLanguages(typed.townHallFr, typed.townHallNl),
    technicalDesk: deskOf(typed.technicalDeskFr, typed.technicalDeskNl),
    socialDesk: deskOf(typed.socialDeskFr, typed.socialDeskNl),
    site,
    childcareSite,
    activitiesSite,
    account: { iban, bic: bic === '' ? null : bic },
  };
}

function inLanguages(fr: string, nl: string, { en, de } = { en: '', de: '' }): LocalizedText {
  return { fr, nl, ...(en === '' ? {} : { en }), ...(de === '' ? {} : { de }) };
}

const deskOf = (fr: string, nl: string): LocalizedText | null => (fr === '' ? null : { fr, nl });

/** What the form shows of the settings. */
export function fieldsOfCommune(settings: CommuneSettings): Fields {
  const { name, hours, townHall, technicalDesk, socialDesk, account, postcodes } = settings;
  const { mark, email, phone, site, childcareSite, activitiesSite } = settings;
  return {
    ...inFields('name', name),
    mark,
    postcodes: postcodes.join(', '),
    email,
    phone,
    ...inFields('hours', hours),
    ...inFields('townHall', townHall),
    ...inFields('technicalDesk', technicalDesk),
    ...inFields('socialDesk', socialDesk),
    site,
    childcareSite,
    activitiesSite,
    iban: formatIban(account.iban),
    bic: account.bic ?? '',
  };
}

function inFields(name: string, text: LocalizedText | null): Fields {
  const { fr = '', nl = '', en = '', de = '' } = text ?? {};
  return { [`${name}Fr`]: fr, [`${name}Nl`]: nl, [`${name}En`]: en, [`${name}De`]: de };
}

type SettingName = keyof CommuneSettings;

/** Returns the names of what differs, in the order of the settings. */
export function changedSettings(one: CommuneSettings, other: CommuneSettings): SettingName[] {
  const names = Object.keys(other) as SettingName[];
  return names.filter((name) => sorted(one[name]) !== sorted(other[name]));
}

/** Postgres keeps the parts of JSON in an order of its own, so texts of them are compared sorted. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a.localeCompare(b)))
      : part,
  );
}
