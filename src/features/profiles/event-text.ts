import { formatLocalDate } from '../../web/format.ts';
import type { Shell } from '../../web/shell.ts';
import type { Translate } from '../../web/texts.ts';
import { isJobTitle } from './job-titles.ts';
import type { OrganisationEvent } from './organisation-events.repository.ts';
import { ORGANISATION_STATES } from './organisation-states.ts';
import { ORGANISATION_PARTS } from './organisations.repository.ts';
import { ROLES } from './roles.ts';

const BEFORE_DETAILS = ['role-changed', 'access-accepted', 'member-invited', 'invitation-accepted'] as const;
type Event = Pick<OrganisationEvent, 'name' | 'person' | 'detail'>;

/** « Nouveau rôle de Jan Peeters : Gestionnaire » */
export function eventText({ name, person, detail }: Event, shell: Pick<Shell, 't' | 'language'>): string {
  // Written before the detail was kept.
  const bare = BEFORE_DETAILS.find((event) => event === name);
  if (detail === null && bare !== undefined) return shell.t(`profiles:event.${bare}.before`, { person });
  return shell.t(`profiles:event.${name}`, { person, detail: detailText({ name, person, detail }, shell) });
}

/** « par Lucie Lambert »; null for what one did about oneself, the portal by itself, or the commune. */
export function eventActor({ actor }: Pick<OrganisationEvent, 'actor'>, t: Translate): string | null {
  return actor === null ? null : t('profiles:history.by', { actor });
}

function detailText({ name, detail }: Event, { t, language }: Pick<Shell, 't' | 'language'>): string {
  if (detail === null) return '';
  const role = ROLES.find((known) => known === detail);
  if (role !== undefined) return t(`profiles:role.${role}`);
  if (name === 'job-title-changed' && isJobTitle(detail)) return t(`profiles:jobTitle.${detail}`);
  const state = ORGANISATION_STATES.find((known) => known === detail);
  if (name === 'state-changed' && state !== undefined) return t(`profiles:state.${state}`);
  if (name === 'organisation-changed') return partsText(detail, t);
  return name === 'membership-end-set' ? formatLocalDate(detail, language) : detail;
}

/** « nom, forme juridique » */
function partsText(detail: string, t: Translate): string {
  const changed = ORGANISATION_PARTS.filter((part) => detail.split(' ').includes(part));
  return changed.map((part) => t(`profiles:event.part.${part}`)).join(', ');
}
