import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { openTypedForm, sealTypedForm } from '../../../web/form/interrupted-form.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { requestedPath, withoutQuery } from '../../../web/pipeline/own-path.ts';
import { findInterruptedStaffForm, insertInterruptedStaffForm } from './interrupted-staff-forms.repository.ts';

type FormApp = Pick<App, 'db' | 'sealing'>;

/**
 * Seals a form of the staff that was sent without a session. It is shown again at the address that it was sent to, where
 * each form of the staff has its page. Documents are not kept: nobody knows yet whose they are.
 */
export function sealInterruptedStaffForm({ sealing }: Pick<App, 'sealing'>, req: Request): string {
  return sealTypedForm(sealing, req, withoutQuery(requestedPath(req)));
}

/**
 * Keeps the sealed form for who signed in. Returns the address that shows it again, or null when there is no form or it
 * was on the page of a colleague.
 */
export async function keepInterruptedStaffForm(
  { db, sealing }: FormApp,
  { sealed, id: staffMemberId }: { sealed: string; id: string },
): Promise<string | null> {
  const form = openTypedForm(sealing, { sealed, id: staffMemberId });
  if (form === null) return null;
  const id = await db.transaction((tx) => insertInterruptedStaffForm(tx, { staffMemberId, sealed }));
  return `${form.path}?resumed=${id}`;
}

/** Recalls what was typed when the address has « ?resumed= », only on the page of that form and for who typed it. */
export async function recallInterruptedStaffForm(
  { db, sealing }: FormApp,
  res: Response,
  staffMemberId: string,
): Promise<void> {
  const { req } = res;
  const resumed = RowId.safeParse(req.query['resumed']);
  if (!resumed.success) return;
  const sealed = await findInterruptedStaffForm(db, { id: resumed.data, staffMemberId });
  const form = sealed === null ? null : openTypedForm(sealing, { sealed, id: staffMemberId });
  if (form !== null && form.path === withoutQuery(requestedPath(req))) res.locals.interruptedFields = form.fields;
}
