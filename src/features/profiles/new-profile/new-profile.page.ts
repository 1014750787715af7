import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import {
  type EnterpriseNumber,
  formatEnterpriseNumber,
  parseEnterpriseNumber,
} from '../../../domain/numbers/enterprise-number.ts';
import {
  type Checkboxes,
  checkboxesField,
  type ErrorSummary,
  errorSummary,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm, says, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { kindOf } from '../profile-pages.ts';
import { beginProfile } from './begin-profile.ts';
import { pathAfter } from './steps.ts';

const SHOWN = ['enterpriseNumber', 'acceptTerms'] as const;
type NumberForm = Form<(typeof SHOWN)[number]>;
const NumberFields = z.object({
  enterpriseNumber: z.string().default(''),
  acceptTerms: z.string({ error: says('profiles:error.acceptTerms.missing') }),
});

export type NewProfilePage = {
  title: string;
  kind: 'enterprise' | 'association';
  underWay: string;
  action: string;
  summary: ErrorSummary;
  enterpriseNumber: TextField;
  acceptTerms: Checkboxes;
  /** The contact page of the profile that the citizen already has. */
  existing: string | null;
};
const newProfileView = view<NewProfilePage>('profiles/new-profile/new-profile');

/** Step 1 of the wizard: the number and the conditions of access. */
export const newProfilePage = (app: Pick<App, 'db' | 'quotas'>) => ({
  get(req: Request, res: Response): void {
    // Coming back from step 2, the number is still filled in. Anything else in the address is not repeated.
    const reading = parseEnterpriseNumber(String(req.query['number'] ?? '').slice(0, 60));
    const known = reading.ok ? { enterpriseNumber: formatEnterpriseNumber(reading.number) } : {};
    show(res, firstForm(res, SHOWN, known));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(NumberFields, { shown: SHOWN, fields: fieldsOf(req), t });
    const reading = parseEnterpriseNumber(parsed.form.values.enterpriseNumber);
    if (!reading.ok) {
      const error = { field: 'enterpriseNumber', message: t(`profiles:enterpriseNumber.problem.${reading.problem}`) };
      // A national register number is neither shown again nor kept (law of 8 August 1983).
      const enterpriseNumber = reading.problem === 'national-register' ? '' : parsed.form.values.enterpriseNumber;
      const values = { ...parsed.form.values, enterpriseNumber };
      return show(res, { ...parsed.form, values, errors: [error, ...parsed.form.errors] });
    }
    if (!parsed.ok) return show(res, parsed.form);
    const { number } = reading;
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.profiles, actor.id);
    const result = await beginProfile(app, { actor, enterpriseNumber: number, kind: kindOf(req) });
    switch (result.outcome) {
      case 'already-member':
        return show(res, withError(parsed.form, 'enterpriseNumber', t('profiles:error.already')), number);
      case 'taken':
        return res.redirect(303, at(`/profiles/${number}/access-request`));
      case 'begun':
        return res.redirect(303, at(pathAfter('number', result.draft)));
    }
  },
});

function show(res: Response, form: NumberForm, existing?: EnterpriseNumber): void {
  const { t, at } = shellOf(res);
  const kind = kindOf(res.req);
  const page: NewProfilePage = {
    title: t(`profiles:new.${kind}`),
    kind,
    underWay: t(`profiles:kind.${kind}`),
    action: at(`/profiles/new/${kind}`),
    summary: errorSummary(form, t),
    enterpriseNumber: textField('enterpriseNumber', form, {
      label: t('profiles:field.enterpriseNumber'),
      hint: t('profiles:field.enterpriseNumber.hint'),
      inputmode: 'numeric',
      width: 20,
    }),
    acceptTerms: checkboxesField(
      {
        name: 'acceptTerms',
        choices: [{ value: 'yes', label: t('profiles:field.acceptTerms') }],
        link: { href: at('/terms'), text: t('profiles:field.acceptTerms.read') },
      },
      form,
    ),
    existing: existing === undefined ? null : at(`/profiles/${existing}/contact`),
  };
  newProfileView.renderForm(res, page, form);
}
