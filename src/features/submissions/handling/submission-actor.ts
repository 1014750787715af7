import { z } from 'zod';

/** As named today. */
const PersonName = z.strictObject({ firstName: z.string(), lastName: z.string() });
/** Who has an account, and is named by the row of what they did or wrote. */
export const NamedActor = z.discriminatedUnion('kind', [
  // The name is null once the account is closed.
  z.strictObject({ kind: z.literal('citizen'), id: z.uuid(), name: PersonName.nullable() }),
  z.strictObject({ kind: z.literal('staff'), id: z.uuid(), name: PersonName }),
]);
type NamedActor = z.output<typeof NamedActor>;

/** Who wrote about a submission. A guest is somebody without an account, of whom only what they typed is known. */
export type Writer = NamedActor | { kind: 'guest' };
/** Who brought an event about. The portal did it by itself, when a day had passed or a scanner had judged. */
export type EventActor = Writer | { kind: 'portal' };

/** Who writes now. */
export type Sender = { kind: 'citizen' | 'staff'; id: string } | { kind: 'guest' };
/** Who brings an event about now. */
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
