import { formatLocalDate } from '../../web/format.ts';
import type { Shell } from '../../web/shell.ts';
import type { Translate } from '../../web/texts.ts';
import { isJobTitle } from './job-titles.ts';
import type { OrganisationEvent } from './organisation-events.repository.ts';
import { ORGANISATION_STATES } from './organisation-states.ts';
import { ROLES } from './roles.ts';

type Event = Pick<OrganisationEvent, 'name' | 'person' | 'detail'>;

/** « Nouveau rôle de Jan Peeters : Gestionnaire » */
export function eventText({ name, person, detail }: Event, shell: Pick<Shell, 't' | 'language'>): string {
  // Written before the detail was kept.
  if (name === 'role-changed' && detail === null) return shell.t('profiles:event.role-changed.before', { person });
  return shell.t(`profiles:event.${name}`, { person, detail: detailText({ name, person, detail }, shell) });
}

/** « par Lucie Lambert », « par la commune »; null when the portal did it, or the text says it already. */
export function eventActor(
  { actor, byCommune, person }: Pick<OrganisationEvent, 'actor' | 'byCommune' | 'person'>,
  t: Translate,
): string | null {
  if (byCommune) return t('profiles:history.by', { actor: t('profiles:history.commune') });
  return actor === null || actor === person ? null : t('profiles:history.by', { actor });
}

function detailText({ name, detail }: Event, { t, language }: Pick<Shell, 't' | 'language'>): string {
  if (detail === null) return '';
  const role = ROLES.find((known) => known === detail);
  if (name === 'role-changed' && role !== undefined) return t(`profiles:role.${role}`);
  if (name === 'job-title-changed' && isJobTitle(detail)) return t(`profiles:jobTitle.${detail}`);
  const state = ORGANISATION_STATES.find((known) => known === detail);
  if (name === 'state-changed' && state !== undefined) return t(`profiles:state.${state}`);
  return name === 'membership-end-set' ? formatLocalDate(detail, language) : detail;
}
