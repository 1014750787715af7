import type { Database } from '../../../platform/database.ts';
import type { Watched } from '../../../platform/postgres/watch.ts';
import { countProcedureChanges } from '../settings/procedure-changes.repository.ts';
import type { Procedures } from './procedures.ts';
import { refreshProcedures } from './publish-procedures.ts';

/** Lets a process follow what administrators set of the démarches. `db` is one whose connections no page waits for. */
export function watchProcedures(db: Database, procedures: Procedures): Watched {
  return {
    revision: () => countProcedureChanges(db),
    reload: () => refreshProcedures({ db }, procedures),
  };
}
