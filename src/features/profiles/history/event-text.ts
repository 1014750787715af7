import { formatDateTime, formatLocalDate } from '../../../web/page/format.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { namedText } from '../../../web/page/named-text.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import type { EventContent, OrganisationEvent } from './organisation-event.ts';

/** The model of views/partials/profiles/event-row.ejs. `by` is null unless a person acted, `commune` unless the commune did. */
export type EventRow = { text: SafeHtml; when: string; by: SafeHtml | null; commune: Tag | null };

/** Returns one line of the history, for the managers of the organisation and for the staff. */
export function eventRow(event: OrganisationEvent, shell: Pick<Shell, 't' | 'language'>): EventRow {
  const { t, language } = shell;
  return {
    text: eventText(event, shell),
    when: formatDateTime(event.happenedAt, language),
    by: event.by.kind === 'person' ? namedText(t, 'profiles:history.by', { actor: event.by.name }) : null,
    commune: event.by.kind === 'commune' ? { text: t('profiles:history.commune'), colour: 'blue' } : null,
  };
}

/** Returns a sentence such as « Nouveau rôle pour Jan Peeters : Gestionnaire ». */
export function eventText(event: EventContent, { t, language }: Pick<Shell, 't' | 'language'>): SafeHtml {
  switch (event.name) {
    case 'profile-created':
    case 'access-asked':
    case 'access-withdrawn':
    case 'access-handed-over':
    case 'access-appealed':
    case 'access-refused':
    case 'membership-end-cancelled':
    case 'membership-ended':
    case 'accounts-merged':
    case 'invitation-cancelled':
      return namedText(t, `profiles:event.${event.name}`, { person: event.person });
    case 'access-accepted':
    case 'role-changed':
    case 'member-invited':
    case 'invitation-accepted': {
      const { name, person, role } = event;
      if (role === null) return namedText(t, `profiles:event.${name}.before`, { person });
      return namedText(t, `profiles:event.${name}`, { person, detail: t(`notifications:role.${role}`) });
    }
    case 'job-title-changed':
      return namedText(t, 'profiles:event.job-title-changed', {
        person: event.person,
        detail: t(`profiles:jobTitle.${event.jobTitle}`),
      });
    case 'membership-end-set': {
      const detail = formatLocalDate(event.endsOn, language);
      return namedText(t, 'profiles:event.membership-end-set', { person: event.person, detail });
    }
    case 'organisation-changed': {
      const detail = event.parts.map((part) => t(`profiles:event.part.${part}`)).join(', ');
      return namedText(t, 'profiles:event.organisation-changed', { person: event.person, detail });
    }
    case 'state-changed':
      return namedText(t, 'profiles:event.state-changed', { detail: t(`profiles:state.${event.state}`) });
  }
}
