import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../domain/language.ts';
import { formatPhone, parsePhone } from '../../../domain/phone-number.ts';
import { email } from '../../../web/form/email.ts';
import { emailField } from '../../../web/form/email-slip.ts';
import {
  type Checkboxes,
  checkboxesField,
  type ErrorSummary,
  errorSummary,
  type Radios,
  radiosField,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { type Fields, type Form, fieldsOf, firstForm, parseForm, says } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import type { Membership } from '../members/memberships.repository.ts';
import { type ProfileNavigation, profileNavigation } from '../profile-navigation.ts';
import { type OwnOrganisation, ownOrganisation } from '../profile-pages.ts';
import { changeContact } from './change-contact.ts';

const SHOWN = ['preferredLanguage', 'landline', 'mobile', 'email', 'emailNotifications'] as const;
type ContactForm = Form<(typeof SHOWN)[number]>;

/**
 * Accepts an empty text, which becomes null, or a number in any usual notation, which becomes its E.164 form (+32…).
 */
const phone = z
  .string()
  .max(60, { error: says('profiles:phone.problem') })
  .default('')
  .transform((typed, context) => {
    if (typed.trim() === '') return null;
    const reading = parsePhone(typed);
    if (reading.ok) return reading.e164;
    context.addIssue({ code: 'custom', message: says('profiles:phone.problem') });
    return z.NEVER;
  });
const ContactFields = z.object({
  preferredLanguage: z.enum(LANGUAGES, { error: says('web:error.choice.missing') }),
  landline: phone,
  mobile: phone,
  email: email('credentials:error.email.missing', 'credentials:error.email.wrong'),
  emailNotifications: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
});

export type ContactPage = {
  title: string;
  navigation: ProfileNavigation;
  jobTitle: SummaryList;
  summary: ErrorSummary;
  preferredLanguage: Radios;
  fields: TextField[];
  emailNotifications: Checkboxes;
};
const contactView = view<ContactPage>('profiles/contact/contact');

/**
 * Asks how the organisation's correspondence reaches this member. The address of the page names the profile, whatever
 * profile the citizen uses elsewhere.
 */
export const contactPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await ownOrganisation(app, req, res);
    show(res, own, firstForm(res, SHOWN, savedValues(own.membership)));
  },

  async post(req: Request, res: Response): Promise<void> {
    const own = await ownOrganisation(app, req, res);
    const parsed = parseForm(ContactFields, { shown: SHOWN, fields: fieldsOf(req), t: shellOf(res).t });
    if (!parsed.ok) return show(res, own, parsed.form);
    const { enterpriseNumber } = own.organisation;
    await changeContact(app, { actor: citizenActor(res), enterpriseNumber, contact: parsed.input });
    const path = shellOf(res).at(`/profiles/${enterpriseNumber}/contact`);
    const notice = own.membership.contactSaved ? 'profiles:notice.contact-saved' : 'profiles:notice.profile-completed';
    redirectWithNotice(res, { path, notice });
  },
});

function savedValues({ preferredLanguage, landline, mobile, email, emailNotifications }: Membership): Fields {
  const shown = (number: string | null) => (number === null ? '' : formatPhone(number));
  const ticked: Fields = emailNotifications ? { emailNotifications: 'on' } : {};
  return { preferredLanguage, landline: shown(landline), mobile: shown(mobile), email, ...ticked };
}

function show(res: Response, own: OwnOrganisation, form: ContactForm): void {
  const { t, at } = shellOf(res);
  const { organisation, membership } = own;
  const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  const page: ContactPage = {
    title: t('web:banner.contact'),
    navigation: profileNavigation(res, own, 'contact'),
    jobTitle: {
      rows: [
        summaryRow(t('profiles:field.jobTitle'), t(`profiles:jobTitle.${membership.jobTitle}`), {
          href: at(`/profiles/${organisation.enterpriseNumber}/job-title`),
          text: t('web:word.change'),
        }),
      ],
    },
    summary: errorSummary(form, t),
    preferredLanguage: radiosField(
      { name: 'preferredLanguage', legend: t('profiles:field.preferredLanguage'), choices: languages },
      form,
    ),
    fields: reachedBy(form, t),
    emailNotifications: checkboxesField(
      { name: 'emailNotifications', choices: [{ value: 'on', label: t('profiles:field.emailNotifications') }] },
      form,
    ),
  };
  contactView.renderForm(res, page, form);
}

function reachedBy(form: ContactForm, t: Translate): TextField[] {
  const tel = { type: 'tel', autocomplete: 'tel', inputmode: 'tel', width: 20 } as const;
  return [
    textField('landline', form, {
      ...tel,
      label: t('profiles:field.landline'),
      hint: t('profiles:field.landline.hint'),
    }),
    textField('mobile', form, {
      ...tel,
      label: t('profiles:field.mobile'),
      hint: t('profiles:field.mobile.hint'),
    }),
    emailField('email', form, { label: t('web:word.email'), t, autocomplete: 'email' }),
  ];
}
