import type { App } from '../../app.ts';
import { findCommuneSettings } from './commune-changes.repository.ts';

/**
 * Loads the commune's settings from the database into this process, or the configured ones when nobody ever changed
 * them.
 */
export async function followCommune({ commune, config, db }: Pick<App, 'commune' | 'config' | 'db'>): Promise<void> {
  commune.replace((await findCommuneSettings(db)) ?? config.commune);
}
