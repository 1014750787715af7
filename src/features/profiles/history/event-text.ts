import { isJobTitle } from '../../../domain/job-titles.ts';
import { formatDateTime, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { ROLES } from '../members/roles.ts';
import { ORGANISATION_STATES } from '../organisation/organisation-states.ts';
import { ORGANISATION_PARTS } from '../organisation/organisations.repository.ts';
import type { OrganisationEvent } from './organisation-events.repository.ts';

const BEFORE_DETAILS = ['role-changed', 'access-accepted', 'member-invited', 'invitation-accepted'] as const;
type Event = Pick<OrganisationEvent, 'name' | 'person' | 'detail'>;

/** « Nouveau rôle de Jan Peeters : Gestionnaire » */
export function eventText({ name, person, detail }: Event, shell: Pick<Shell, 't' | 'language'>): string {
  // Written before the detail was kept.
  const bare = BEFORE_DETAILS.find((event) => event === name);
  if (detail === null && bare !== undefined) return shell.t(`profiles:event.${bare}.before`, { person });
  return shell.t(`profiles:event.${name}`, { person, detail: detailText({ name, person, detail }, shell) });
}

/** views/partials/event-row.ejs: `by` is null for what one did about oneself, for the portal by itself, and for the commune. */
export type EventRow = { text: string; when: string; by: string | null; commune: string | null };

/** One line of the history, for those who manage the organisation and for the staff. */
export function eventRow(event: OrganisationEvent, shell: Pick<Shell, 't' | 'language'>): EventRow {
  const { t, language } = shell;
  return {
    text: eventText(event, shell),
    when: formatDateTime(event.happenedAt, language),
    by: event.actor === null ? null : t('profiles:history.by', { actor: event.actor }),
    commune: event.byCommune ? t('profiles:history.commune') : null,
  };
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
