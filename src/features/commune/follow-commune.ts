import type { App } from '../../app.ts';
import { findCommuneSettings } from './commune-changes.repository.ts';

/** Makes this process know the commune as the database has it, or as it began where nobody set anything. */
export async function followCommune({ commune, config, db }: Pick<App, 'commune' | 'config' | 'db'>): Promise<void> {
  commune.replace((await findCommuneSettings(db)) ?? config.commune);
}
