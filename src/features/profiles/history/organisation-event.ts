import { z } from 'zod';
import { jobTitles } from '../../../domain/job-titles.ts';
import { ROLES } from '../members/roles.ts';
import { ORGANISATION_PARTS } from '../organisation/organisation-parts.ts';
import { ORGANISATION_STATES } from '../organisation/organisation-states.ts';

/** Somebody, by name as it was then; the one whom the event is about; the commune; or the portal, when time had passed. */
const EventActor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), name: z.string() }),
  z.strictObject({ kind: z.enum(['oneself', 'commune', 'portal']) }),
]);
export type EventActor = z.output<typeof EventActor>;
/** Events of before this was kept do not tell the portal from the one whom they are about. */
const RecordedActor = z.union([EventActor, z.strictObject({ kind: z.literal('unrecorded') })]);

const facts = { id: z.coerce.string(), happenedAt: z.date(), by: RecordedActor };
/** Whom it concerns, by name as it was then: the account may be gone. An invited address is masked. */
const about = { ...facts, person: z.string() };
/** As the column `person` is never null: a change of state is about the organisation. */
export const NOBODY = '';
/** An empty text was written too, before null. */
const nothing = z.literal('').nullable();
const Parts = z
  .string()
  .transform((text) => text.split(' '))
  .pipe(z.array(z.enum(ORGANISATION_PARTS)).min(1));

/** A row of the history: the column `detail` is read by the name of the event, and becomes what the event holds. */
export const OrganisationEvent = z.discriminatedUnion('name', [
  z
    .strictObject({
      ...about,
      name: z.enum([
        'profile-created',
        'access-asked',
        'access-withdrawn',
        'access-handed-over',
        'access-refused',
        'membership-end-cancelled',
        'membership-ended',
        'invitation-cancelled',
      ]),
      detail: nothing,
    })
    .transform(({ detail: _, ...event }) => event),
  z
    .strictObject({
      ...about,
      name: z.enum(['access-accepted', 'role-changed', 'member-invited', 'invitation-accepted']),
      // Null in events of before the role was kept.
      detail: z.enum(ROLES).nullable(),
    })
    .transform(({ detail: role, ...event }) => ({ ...event, role })),
  z
    .strictObject({ ...about, name: z.literal('job-title-changed'), detail: z.enum(jobTitles) })
    .transform(({ detail: jobTitle, ...event }) => ({ ...event, jobTitle })),
  z
    .strictObject({ ...about, name: z.literal('membership-end-set'), detail: z.iso.date() })
    .transform(({ detail: endsOn, ...event }) => ({ ...event, endsOn })),
  z
    .strictObject({ ...about, name: z.literal('organisation-changed'), detail: Parts })
    .transform(({ detail: parts, ...event }) => ({ ...event, parts })),
  z
    .strictObject({
      ...facts,
      name: z.literal('state-changed'),
      person: z.literal(NOBODY),
      detail: z.enum(ORGANISATION_STATES),
    })
    .transform(({ detail: state, person: _, ...event }) => ({ ...event, state })),
]);
export type OrganisationEvent = z.output<typeof OrganisationEvent>;
export type OrganisationEventName = OrganisationEvent['name'];

/** What each event tells, whenever it happened and whoever did it. */
export type EventContent = WithoutFacts<OrganisationEvent>;
/** An event to write: all that it can hold is known. */
export type NewEvent = Known<EventContent> & { by: EventActor };

type WithoutFacts<Event> = Event extends unknown ? Omit<Event, keyof typeof facts> : never;
type Known<Content> = Content extends unknown ? { [Part in keyof Content]: NonNullable<Content[Part]> } : never;
