import type { App } from '../../../app.ts';
import type { CommuneSettings } from '../../../domain/commune.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type CommuneChange, listCommuneChanges } from '../../commune/commune-changes.repository.ts';

const MOST_CHANGES = 100;

/** The changes, the newest first, and the settings in force. The revision is 0 until somebody changes something. */
export type SettingsAsked = {
  beginning: CommuneSettings;
  changes: readonly CommuneChange[];
  revision: number;
  standing: CommuneSettings;
};

/** Reads the changes from the database: another process may have set something a moment ago. */
export async function settingsAsked({ config, db }: Pick<App, 'config' | 'db'>): Promise<SettingsAsked> {
  const changes = await listCommuneChanges(db, { limit: MOST_CHANGES });
  const beginning = config.commune;
  const { revision = 0, settings: standing = beginning } = changes[0] ?? {};
  return { beginning, changes, revision, standing };
}

/** Throws NotFound for an unknown revision. Revision 0 is the settings that the environment gave. */
export function settingsFrom({ beginning, changes }: SettingsAsked, from: string): CommuneSettings {
  if (from === '0') return beginning;
  const found = changes.find(({ revision }) => String(revision) === from);
  if (found === undefined) throw new NotFound();
  return found.settings;
}
