import type { App } from './app.ts';
import { countCommuneChanges } from './features/commune/commune-changes.repository.ts';
import { followCommune } from './features/commune/follow-commune.ts';
import { countProcedureChanges } from './features/procedures/settings/procedure-changes.repository.ts';
import type { Procedures } from './features/procedures/versions/procedures.ts';
import { refreshProcedures } from './features/procedures/versions/publish-procedures.ts';
import type { Watched } from './platform/postgres/watch.ts';

/**
 * Lets a process follow what administrators set of the commune, then of the démarches, whose texts name it. Both tables
 * only grow, so that the sum of their rows is another one after each change. The database is one whose connections no
 * page waits for.
 */
export function watchSettings(app: Pick<App, 'commune' | 'config' | 'db'>, procedures: Procedures): Watched {
  return {
    revision: async () => (await countCommuneChanges(app.db)) + (await countProcedureChanges(app.db)),
    async reload() {
      await followCommune(app);
      await refreshProcedures(app, procedures);
    },
  };
}
