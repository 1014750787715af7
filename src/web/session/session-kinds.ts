import type { SessionData } from 'express-session';
import type { EnterpriseNumber } from '../../domain/enterprise-number.ts';

/** All that a citizen's session holds. `signInId` is the row of the sign-in history, so that it can be ended from elsewhere. */
export type CitizenSession = { actor: 'citizen'; id: string; signInId: string; signedInAt: number };
/** All that a session of the staff holds: good while the account is in the `epoch` it began in. */
export type StaffSession = { actor: 'staff'; id: string; epoch: number; signedInAt: number };
export type SessionUser = CitizenSession | StaffSession;
export type Actor = SessionUser['actor'];

/** One cookie and one table each: what one actor is given is nothing to the other's pages. */
export const SESSION_KINDS = {
  citizen: { table: 'sessions', idleSeconds: 30 * 60, maxSeconds: 12 * 3_600 },
  staff: { table: 'staff_sessions', idleSeconds: 15 * 60, maxSeconds: 8 * 3_600 },
} as const satisfies Record<Actor, { table: string; idleSeconds: number; maxSeconds: number }>;

declare module 'express-session' {
  interface SessionData {
    user: SessionUser;
    touchedAt: number;
    /** Whom one acts as: ten digits, or nothing for oneself. Checked against the memberships at each request. */
    profile: EnterpriseNumber;
    /** True during the request that begins it; never written. */
    readonly fresh: boolean;
  }
}

/** `alongside` was read with it: seen on the session during the request, never written. */
export type FoundSession = { data: SessionData; alongside: Partial<SessionData> };
