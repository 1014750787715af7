import type { Response } from 'express';
import { clientOf } from '../../../web/pipeline/client.ts';
import { sessionUser } from '../../../web/session/session.ts';
import { staffOf } from '../signed-in-staff.ts';

/**
 * The owner who acts on their own account, and the sign-in by which they act. `actOnOwnAccount` checks both again under
 * a lock.
 */
export type OwnActor = { id: string; signInId: string; network: string };

export function ownActor(res: Response): OwnActor {
  const user = sessionUser(res.req, 'staff');
  if (user === null) throw new Error('this page stands before the guard');
  return { id: staffOf(res).id, signInId: user.signInId, network: clientOf(res.req).network };
}
