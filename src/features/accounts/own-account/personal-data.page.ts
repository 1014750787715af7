import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { firstName, lastName } from '../name-fields.ts';
import { citizenActor, citizenOf } from '../signed-in-citizen.ts';
import { changePersonalData } from './change-personal-data.ts';

const SHOWN = ['firstName', 'lastName'] as const;
const PersonalData = z.object({ firstName, lastName });

export type PersonalDataPage = { title: string; summary: ErrorSummary; firstName: TextField; lastName: TextField };
const personalDataView = view<PersonalDataPage>('accounts/own-account/personal-data');

export const personalDataPage = (app: Pick<App, 'db'>) => ({
  get(_req: Request, res: Response): void {
    const { citizen } = citizenOf(res);
    show(res, firstForm(res, SHOWN, { firstName: citizen.firstName, lastName: citizen.lastName }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(PersonalData, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, parsed.form);
    await changePersonalData(app, { actor: citizenActor(res), names: parsed.input });
    redirectWithNotice(res, { path: at('/account'), notice: 'accounts:notice.personal-data-saved' });
  },
});

function show(res: Response, form: Form<(typeof SHOWN)[number]>): void {
  const { t } = shellOf(res);
  const page: PersonalDataPage = {
    title: t('accounts:personalData.title'),
    summary: errorSummary(form, t),
    firstName: textField('firstName', form, { label: t('accounts:field.firstName'), autocomplete: 'given-name' }),
    lastName: textField('lastName', form, { label: t('accounts:field.lastName'), autocomplete: 'family-name' }),
  };
  personalDataView.renderForm(res, page, form);
}
