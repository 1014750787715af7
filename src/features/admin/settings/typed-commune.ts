import { isDeepStrictEqual } from 'node:util';
import type { CommuneSettings, Wordmark } from '../../../domain/commune.ts';
import { formatIban } from '../../../domain/numbers/iban.ts';
import type { Fields } from '../../../web/form/parse.ts';
import { localizedFields, localizedText, optionalLocalizedText } from '../localized-fields.ts';
import type { TypedCommune } from './settings-fields.ts';

/**
 * Returns the settings that the form asks for, with the logo that it names. The desks have no English or German
 * address: post is addressed in French or Dutch.
 */
export function communeOfTyped(typed: TypedCommune, wordmark: Wordmark | null): CommuneSettings {
  const { mark, postcodes, email, phone, site, childcareSite, activitiesSite, iban, bic } = typed;
  return {
    name: localizedText(typed.nameFr, typed.nameNl, { en: typed.nameEn, de: typed.nameDe }),
    mark,
    colours: { brand: typed.brandColour, staff: typed.staffColour },
    wordmark,
    postcodes,
    email,
    phone,
    hours: localizedText(typed.hoursFr, typed.hoursNl, { en: typed.hoursEn, de: typed.hoursDe }),
    townHall: localizedText(typed.townHallFr, typed.townHallNl, { en: typed.townHallEn, de: typed.townHallDe }),
    technicalDesk: optionalLocalizedText(typed.technicalDeskFr, typed.technicalDeskNl),
    socialDesk: optionalLocalizedText(typed.socialDeskFr, typed.socialDeskNl),
    site,
    childcareSite,
    activitiesSite,
    account: { iban, bic: bic === '' ? null : bic },
  };
}

/** Returns the fields of the form for these settings. */
export function fieldsOfCommune(settings: CommuneSettings): Fields {
  const { name, hours, townHall, technicalDesk, socialDesk, account, postcodes, colours } = settings;
  const { mark, email, phone, site, childcareSite, activitiesSite } = settings;
  return {
    ...localizedFields('name', name),
    mark,
    postcodes: postcodes.join(', '),
    email,
    phone,
    ...localizedFields('hours', hours),
    ...localizedFields('townHall', townHall),
    ...localizedFields('technicalDesk', technicalDesk),
    ...localizedFields('socialDesk', socialDesk),
    site,
    childcareSite,
    activitiesSite,
    iban: formatIban(account.iban),
    bic: account.bic ?? '',
    brandColour: colours.brand,
    staffColour: colours.staff,
    wordmark: settings.wordmark?.sha256 ?? '',
  };
}

type SettingName = keyof CommuneSettings;

/** Returns the names of the settings that differ, in their order. */
export function changedSettings(one: CommuneSettings, other: CommuneSettings): SettingName[] {
  const names = Object.keys(other) as SettingName[];
  return names.filter((name) => !isDeepStrictEqual(one[name], other[name]));
}
