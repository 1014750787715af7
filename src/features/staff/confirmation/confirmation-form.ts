import type { Response } from 'express';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type TextField } from '../../../web/form/fields.ts';
import type { FieldError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import { listPasskeys } from '../passkeys/passkeys.repository.ts';
import { staffOf } from '../signed-in-staff.ts';
import { findStaffApp } from '../staff-credentials.repository.ts';
import { codeField } from '../staff-fields.ts';

export type ConfirmationPage = {
  title: string;
  summary: ErrorSummary;
  next: string;
  /** The sealed form that was under way, or an empty text. */
  interrupted: string;
  hasPasskey: boolean;
  /** Null for an account without an app. */
  code: TextField | null;
};
const confirmationView = view<ConfirmationPage>('staff/confirmation/confirmation');
type Shown = { next: string; interrupted: string; errors?: readonly FieldError[] };

/** Shows the page that asks for the second factor again, also in place of another page or form. */
export async function showConfirmation(
  app: Pick<App, 'db'>,
  res: Response,
  { errors = [], ...going }: Shown,
): Promise<void> {
  const { t } = shellOf(res);
  const { id } = staffOf(res);
  const form = { errors: [...errors] };
  const page: ConfirmationPage = {
    title: t('staff:confirmation.title'),
    summary: errorSummary(form, t),
    ...going,
    hasPasskey: (await listPasskeys(app.db, id)).length > 0,
    code: (await findStaffApp(app.db, id)) === null ? null : codeField(form, t),
  };
  const isAskedFirst = going.interrupted !== '' && errors.length === 0;
  confirmationView.renderForm(res, page, { errors, status: isAskedFirst ? 401 : null });
}
