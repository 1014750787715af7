import { type FormShown, type TextArea, type TextField, textField } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { reasonField } from '../reason-field.ts';

/** The page is long on a phone: a link to each of its parts stands at its top. */
export type SettingsSection = { id: string; title: string };
export type SettingsGroup = { id: string; title: string; hint: string; fields: TextField[] };
type Look = Partial<Pick<TextField, 'type' | 'inputmode' | 'width' | 'hint'>>;
type Name = 'name' | 'hours' | 'townHall' | 'technicalDesk' | 'socialDesk';

/** Returns the form of the commune's settings, in the order in which its fields are judged. */
export function settingsGroups(form: FormShown, { t }: Shell): SettingsGroup[] {
  const fields = fieldsByGroup(form, t);
  return GROUPS.map((group) => ({
    id: group,
    title: t(`commune:group.${group}`),
    hint: t(`commune:group.${group}.hint`),
    fields: fields[group],
  }));
}

const GROUPS = ['name', 'reach', 'addresses', 'sites', 'account', 'colours'] as const;

function fieldsByGroup(form: FormShown, t: Translate): Record<(typeof GROUPS)[number], TextField[]> {
  const field = (name: string, label: string, look: Look = {}) => textField(name, form, { label, ...look });
  const pair = (name: Name) =>
    (['Fr', 'Nl'] as const).map((ending) => field(`${name}${ending}`, t(`commune:${name}${ending}`)));
  const courtesy = (name: 'name' | 'hours' | 'townHall') =>
    (['En', 'De'] as const).map((ending) => field(`${name}${ending}`, t(`commune:${name}${ending}`)));
  const sites = ['site', 'childcareSite', 'activitiesSite'] as const;
  return {
    name: [
      ...pair('name'),
      ...courtesy('name'),
      field('mark', t('commune:mark'), { hint: t('commune:mark.hint'), width: 10 }),
      field('postcodes', t('commune:postcodes'), { hint: t('commune:postcodes.hint'), width: 20 }),
    ],
    reach: [
      field('email', t('web:word.email'), { type: 'email', inputmode: 'email', hint: t('commune:email.hint') }),
      field('phone', t('commune:phone'), { type: 'tel', inputmode: 'tel', width: 20 }),
      ...pair('hours'),
      ...courtesy('hours'),
    ],
    addresses: [...pair('townHall'), ...courtesy('townHall'), ...pair('technicalDesk'), ...pair('socialDesk')],
    sites: sites.map((name) => field(name, t(`commune:${name}`))),
    account: [field('iban', t('commune:iban')), field('bic', t('commune:bic'), { width: 20 })],
    colours: (['brandColour', 'staffColour'] as const).map((name) => field(name, t(`commune:${name}`), { width: 10 })),
  };
}

export function settingsReason(form: FormShown, { t }: Shell): TextArea {
  return reasonField(form, { label: t('web:word.reason'), hint: t('admin:procedures.reason.hint') });
}

export function settingsSections(logo: { title: string }, { t }: Pick<Shell, 't'>): SettingsSection[] {
  const groups = GROUPS.map((group) => ({ id: group, title: t(`commune:group.${group}`) }));
  const rest = { logo: logo.title, why: t('admin:procedures.reason'), history: t('admin:procedures.history') };
  return [...groups, ...Object.entries(rest).map(([id, title]) => ({ id, title }))];
}
