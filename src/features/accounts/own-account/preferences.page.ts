import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../domain/language.ts';
import { type ErrorSummary, errorSummary, type Question, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { DefaultSpace } from '../default-space.ts';
import { citizenActor, citizenOf } from '../signed-in-citizen.ts';
import { changePreferences } from './change-preferences.ts';

const SHOWN = ['language', 'notifications', 'defaultSpace'] as const;
const NOTIFICATIONS = ['email', 'portal'] as const;
/** The default space is the citizen's own, or that of an organisation they are a member of. */
const preferencesFields = (spaces: readonly DefaultSpace[]) =>
  z.object({
    language: z.enum(LANGUAGES, { error: says('web:error.choice.missing') }),
    notifications: z.enum(NOTIFICATIONS, { error: says('web:error.choice.missing') }),
    defaultSpace: z.literal(spaces, { error: says('web:error.choice.missing') }),
  });

export type PreferencesPage = { title: string; summary: ErrorSummary; questions: Radios[] };
const preferencesView = view<PreferencesPage>('accounts/own-account/preferences');

export const preferencesPage = (app: Pick<App, 'db'>) => ({
  get(_req: Request, res: Response): void {
    const { language, notifyByEmail, defaultSpace } = citizenOf(res).citizen;
    const notifications = notifyByEmail ? 'email' : 'portal';
    show(res, firstForm(res, SHOWN, { language, notifications, defaultSpace }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const parsed = parseForm(preferencesFields(spacesOf(res).map(({ value }) => value)), {
      shown: SHOWN,
      fields: fieldsOf(req),
      t,
    });
    if (!parsed.ok) return show(res, parsed.form);
    const { language, notifications, defaultSpace } = parsed.input;
    const wanted = { language, defaultSpace, notifyByEmail: notifications === 'email' };
    await changePreferences(app, { actor: citizenActor(res), wanted });
    redirectWithNotice(res, { path: `/${language}/account`, notice: 'accounts:notice.preferences-saved' });
  },
});

function show(res: Response, form: Form<(typeof SHOWN)[number]>): void {
  const { t } = shellOf(res);
  const question = (name: (typeof SHOWN)[number], choices: Question['choices']): Radios => {
    const legend = t(`accounts:preferences.${name}`);
    return radiosField({ name, legend, hint: t(`accounts:preferences.${name}.hint`), choices }, form);
  };
  const page: PreferencesPage = {
    title: t('accounts:preferences.title'),
    summary: errorSummary(form, t),
    questions: [
      question(
        'language',
        LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      ),
      question(
        'notifications',
        NOTIFICATIONS.map((value) => ({ value, label: t(`accounts:preferences.notifications.${value}`) })),
      ),
      question(
        'defaultSpace',
        spacesOf(res).map((space) => ({ ...space })),
      ),
    ],
  };
  preferencesView.renderForm(res, page, form);
}

function spacesOf(res: Response): { value: DefaultSpace; label: string }[] {
  const { profiles } = citizenOf(res).citizen;
  const own = { value: 'citizen' as const, label: shellOf(res).t('accounts:preferences.defaultSpace.citizen') };
  return [own, ...profiles.map(({ enterpriseNumber, name }) => ({ value: enterpriseNumber, label: name }))];
}
