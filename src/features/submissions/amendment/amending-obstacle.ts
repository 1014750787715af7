import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { Filer } from '../filer/filer.ts';
import { filingObstacle } from '../filing/filing-problems.ts';
import { findIdentifiedFiler } from '../filing/identified-filer.ts';
import type { Amendment } from './amendment.ts';

/** The reason why a correction is not accepted yet. Nothing is written while it stands. */
export type AmendingObstacle = 'unconfirmed' | 'identification';
type Asking = {
  amendment: Amendment;
  filer: Filer;
  citizen: Pick<Citizen, 'emailConfirmedAt'> | null;
  definition: HandledDefinition;
};
/** A correction is taken until the staff begins with the request, even when the démarche has closed since. */
const OPEN = { state: 'open', until: null, otherForm: false } as const;

/**
 * Returns why a correction cannot be taken yet: the person who makes it must meet the same conditions as for filing. An
 * answer that the commune itself asks for again may come from whoever may read the request.
 */
export async function findAmendingObstacle(
  app: Pick<App, 'clock' | 'sealing'>,
  db: Db,
  { amendment, filer, citizen, definition }: Asking,
): Promise<AmendingObstacle | null> {
  if (amendment === 'completed') return null;
  const own = { definition, standing: OPEN };
  const identified = (await findIdentifiedFiler(app, db, { filer, own })) !== null;
  const obstacle = filingObstacle({ own, filer, citizen, identified });
  return obstacle === 'closed' ? null : obstacle;
}
