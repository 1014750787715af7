import { z } from 'zod';

/** The name that the person has today. */
const PersonName = z.strictObject({ firstName: z.string(), lastName: z.string() });
/** Somebody with an account, whom the row of their act or message names. */
export const NamedActor = z.discriminatedUnion('kind', [
  // The name is null once the account is closed.
  z.strictObject({ kind: z.literal('citizen'), id: z.uuid(), name: PersonName.nullable() }),
  z.strictObject({ kind: z.literal('staff'), id: z.uuid(), name: PersonName }),
]);
type NamedActor = z.output<typeof NamedActor>;

/** The writer of a message. A guest has no account: only what they typed is known of them. */
export type Writer = NamedActor | { kind: 'guest' };
/** The cause of an event. The portal acts by itself when a day has passed or a scanner has judged. */
export type EventActor = Writer | { kind: 'portal' };

/** The person who sends a message in this request. */
export type Sender = { kind: 'citizen' | 'staff'; id: string } | { kind: 'guest' };
/** The person who makes a change in this request, or the portal. */
export type ChangedBy = Sender | { kind: 'portal' };

/** Returns the two columns by which a row names who acts. They are both null for a guest and for the portal. */
export function actorColumns(by: ChangedBy): { citizenId: string | null; staffMemberId: string | null } {
  return {
    citizenId: by.kind === 'citizen' ? by.id : null,
    staffMemberId: by.kind === 'staff' ? by.id : null,
  };
}

/** Returns who acts on a request of their own: the citizen who signed in, or else a guest. */
export function citizenOrGuest(citizen: { id: string } | null): Sender {
  return citizen === null ? { kind: 'guest' } : { kind: 'citizen', id: citizen.id };
}

/** Returns whether both are the same account, or both somebody without one. */
export function isSameActor(one: ChangedBy, other: ChangedBy): boolean {
  return one.kind === other.kind && ('id' in one ? one.id : null) === ('id' in other ? other.id : null);
}
