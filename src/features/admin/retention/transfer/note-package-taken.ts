import type { App } from '../../../../app.ts';
import { updateRunDownloaded } from './transfers.repository.ts';

/**
 * Notes that an administrator has taken the whole package of a run. It is written as the last byte leaves, whoever is
 * signed in by then: the opening of the package has checked who takes it.
 */
export function notePackageTaken({ db }: Pick<App, 'db'>, run: string): Promise<void> {
  return db.transaction((tx) => updateRunDownloaded(tx, run));
}
