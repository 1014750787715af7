import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { maskNationalNumber } from '../../../domain/numbers/national-number.ts';
import { type ErrorSummary, errorSummary, type FormErrors, type PasswordField } from '../../../web/form/fields.ts';
import { fieldsOf, parseForm, withError } from '../../../web/form/parse.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice, type Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withNext } from '../../../web/pipeline/own-path.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { citizenActor, citizenOf } from '../../accounts/signed-in-citizen.ts';
import * as ask from '../../credentials/credential-fields.ts';
import { listIdentifications } from '../identifications.repository.ts';
import { findIdentity, type Identity } from '../identities.repository.ts';
import { unsealNumber } from '../sealed-identity.ts';
import { untieIdentity } from './untie-identity.ts';

const UntieFields = z.object({ currentPassword: ask.currentPassword });
const SHOWN_AT_MOST = 50;

export type OwnIdentityPage = {
  title: string;
  summary: ErrorSummary;
  /** Null while nobody is tied to the account. */
  known: SummaryList | null;
  history: { when: string; means: string }[];
  /** Null where the portal knows no FAS. */
  identification: OwnPath | null;
  currentPassword: PasswordField;
};
const ownIdentityView = view<OwnIdentityPage>('identification/own-identity/own-identity');

type IdentityApp = Pick<App, 'db' | 'fas' | 'passwords' | 'quotas' | 'sealing'>;

/** Shows who stands behind the account and each identification that was made. The password unties the identity. */
export const ownIdentityPage = (app: IdentityApp) => ({
  get: (_req: Request, res: Response) => show(app, res, { errors: [] }),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const parsed = parseForm(UntieFields, { shown: [], fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, parsed.form);
    const actor = citizenActor(res);
    await takeFromQuota(app.quotas.signIn, actor.id);
    const result = await untieIdentity(app, { actor, password: parsed.input.currentPassword });
    if (result.outcome === 'password-wrong') {
      return show(app, res, withError(parsed.form, 'currentPassword', t('credentials:error.password.wrong')));
    }
    redirectWithNotice(res, { path: at('/account/identity'), notice: 'identification:notice.untied' });
  },
});

async function show(app: IdentityApp, res: Response, form: FormErrors): Promise<void> {
  const shell = shellOf(res);
  const { t, at, language } = shell;
  const { id } = citizenOf(res).citizen;
  const identity = await findIdentity(app.db, id);
  const made = await listIdentifications(app.db, { citizenId: id, limit: SHOWN_AT_MOST });
  const page: OwnIdentityPage = {
    title: t('accounts:links.identity.title'),
    summary: errorSummary(form, t),
    known: identity === null ? null : { rows: knownRows(app, identity, shell) },
    history: made.map(({ identifiedAt, means }) => ({
      when: formatDateTime(identifiedAt, language),
      means: t(`identification:means.${means}`),
    })),
    identification: app.fas === null ? null : withNext(at('/identification'), at('/account/identity')),
    currentPassword: ask.passwordField('currentPassword', t('credentials:field.currentPassword'), {
      form,
      t,
      autocomplete: 'current-password',
      hint: null,
    }),
  };
  ownIdentityView.renderForm(res, page, form);
}

function knownRows(app: Pick<App, 'sealing'>, identity: Identity, { t, language }: Shell) {
  const { citizenId, firstName, lastName, sealedNumber, identifiedFirstAt, identifiedLastAt } = identity;
  const number = unsealNumber(app.sealing, citizenId, sealedNumber);
  return [
    summaryRow(t('accounts:field.firstName'), firstName ?? t('identification:identity.noFirstName')),
    summaryRow(t('accounts:field.lastName'), lastName),
    summaryRow(
      t('identification:identity.number'),
      number === null ? t('identification:identity.numberAgain') : maskNationalNumber(number),
    ),
    summaryRow(t('identification:identity.first'), formatDateTime(identifiedFirstAt, language)),
    summaryRow(t('identification:identity.last'), formatDateTime(identifiedLastAt, language)),
  ];
}
