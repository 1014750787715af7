import { z } from 'zod';
import { jobTitles } from '../../../domain/job-titles.ts';
import { ROLES } from '../members/roles.ts';
import { ORGANISATION_PARTS } from '../organisation/organisation-parts.ts';
import { ORGANISATION_STATES } from '../organisation/organisation-states.ts';

/**
 * The actor of an event: a person, by their name at that time; the person whom the event is about; the commune; or the
 * portal, when a date had passed.
 */
const EventActor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), name: z.string() }),
  z.strictObject({ kind: z.enum(['oneself', 'commune', 'portal']) }),
]);
export type EventActor = z.output<typeof EventActor>;
/** Older events do not tell whether the portal or the person concerned acted, as that was not recorded then. */
const RecordedActor = z.union([EventActor, z.strictObject({ kind: z.literal('unrecorded') })]);

const facts = { id: z.coerce.string(), happenedAt: z.date(), by: RecordedActor };
/**
 * The name that the person had at that time, as the account may be gone. The address of an invited person is masked.
 */
const about = { ...facts, person: z.string().min(1) };
const Parts = z
  .string()
  .transform((text) => text.split(' '))
  .pipe(z.array(z.enum(ORGANISATION_PARTS)).min(1));

/** A row of the history. The name of the event decides how the column `detail` is read, and what it becomes. */
export const OrganisationEvent = z.discriminatedUnion('name', [
  z
    .strictObject({
      ...about,
      name: z.enum([
        'profile-created',
        'access-asked',
        'access-withdrawn',
        'access-handed-over',
        'access-appealed',
        'access-refused',
        'membership-end-cancelled',
        'membership-ended',
        'accounts-merged',
        'invitation-cancelled',
      ]),
      detail: z.null(),
    })
    .transform(({ detail: _, ...event }) => event),
  z
    .strictObject({
      ...about,
      name: z.enum(['access-accepted', 'role-changed', 'member-invited', 'invitation-accepted']),
      // Null in older events, which did not record the role.
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
      // It is about the organisation itself.
      person: z.null(),
      detail: z.enum(ORGANISATION_STATES),
    })
    .transform(({ detail: state, person: _, ...event }) => ({ ...event, state })),
]);
export type OrganisationEvent = z.output<typeof OrganisationEvent>;
export type OrganisationEventName = OrganisationEvent['name'];

/** The content of each event, without the moment and the actor. */
export type EventContent = WithoutFacts<OrganisationEvent>;
/** An event to write, in which every part must be known. */
export type NewEvent = Known<EventContent> & { by: EventActor };

type WithoutFacts<Event> = Event extends unknown ? Omit<Event, keyof typeof facts> : never;
type Known<Content> = Content extends unknown ? { [Part in keyof Content]: NonNullable<Content[Part]> } : never;
