import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { type OpenedAccount, openAccount } from './open-account.ts';

/** Opens the account that the address names. Throws NotFound when there is none, or when the id is malformed. */
export async function openAccountAsked(app: Pick<App, 'db'>, req: Request, res: Response): Promise<OpenedAccount> {
  const citizenId = rowIdIn(req.params['citizen']);
  const account = await openAccount(app, { citizenId, by: staffActor(res) });
  if (account === null) throw new NotFound();
  return account;
}
