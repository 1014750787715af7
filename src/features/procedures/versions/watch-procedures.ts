import type { App } from '../../../app.ts';
import type { Watched } from '../../../platform/postgres/watch.ts';
import { countProcedureChanges } from '../settings/procedure-changes.repository.ts';
import type { Procedures } from './procedures.ts';
import { refreshProcedures } from './publish-procedures.ts';

/** Lets a process follow what administrators set of the démarches. The database is one whose connections no page waits for. */
export function watchProcedures(app: Pick<App, 'db' | 'commune'>, procedures: Procedures): Watched {
  return {
    revision: () => countProcedureChanges(app.db),
    reload: () => refreshProcedures(app, procedures),
  };
}
