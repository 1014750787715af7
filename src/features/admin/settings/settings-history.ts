import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { SettingsAsked } from './settings-asked.ts';
import { changedSettings } from './typed-commune.ts';

/** One line of the history. `again` leads to the form filled with what held then; null for what holds now. */
export type SettingsRow = { title: string; by: string; changed: string; reason: string | null; again: OwnPath | null };

/** Returns who changed what, the newest first; the last line is what the environment gave. */
export function settingsHistory({ beginning, changes }: SettingsAsked, { t, at, language }: Shell): SettingsRow[] {
  const again = (revision: number) => at(`/admin/settings?from=${revision}`);
  const rows = changes.map(({ revision, settings, reason, changedAt, ...person }, index) => {
    const names = changedSettings(changes[index + 1]?.settings ?? beginning, settings);
    return {
      title: t('admin:procedures.version', { revision }),
      by: t('admin:procedures.by', { person: fullName(person), when: formatDateTime(changedAt, language) }),
      changed: names.map((name) => t(`commune:setting.${name}`)).join(', '),
      reason,
      again: index === 0 ? null : again(revision),
    };
  });
  const title = t('commune:beginning');
  return [...rows, { title, by: '', changed: '', reason: null, again: rows.length === 0 ? null : again(0) }];
}
