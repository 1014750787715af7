import type { SessionData } from 'express-session';
import type { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';

/**
 * All that a citizen's session holds. `signInId` is the id of its row in the sign-in history, by which it can be ended
 * from another device.
 */
export type CitizenSession = { actor: 'citizen'; id: string; signInId: string };
/**
 * All that a session of the staff holds. It is valid while the account still has the `epoch` in which the session
 * began, and until the sign-in with the id `signInId` is ended.
 */
export type StaffSession = { actor: 'staff'; id: string; epoch: number; signInId: string };
/** Its row also holds `signedInAt`, written and read by the database, whose clock ends the session. */
export type SessionUser = CitizenSession | StaffSession;
export type Actor = SessionUser['actor'];

/**
 * Each kind of actor has its own cookie and its own table, so that a citizen's session is worth nothing on the staff's
 * pages, and the reverse.
 */
export const SESSION_KINDS = {
  citizen: { table: 'sessions', idleSeconds: 30 * 60, maxSeconds: 12 * 3_600 },
  staff: { table: 'staff_sessions', idleSeconds: 15 * 60, maxSeconds: 8 * 3_600 },
} as const satisfies Record<Actor, { table: string; idleSeconds: number; maxSeconds: number }>;

declare module 'express-session' {
  interface SessionData {
    user: SessionUser;
    touchedAt: number;
    /**
     * The organisation that the citizen acts for, or nothing when they act for themselves. It is checked against the
     * memberships at each request.
     */
    profile: EnterpriseNumber;
    /** True during the request that starts the session. It is never written to the database. */
    readonly fresh: boolean;
  }
}

/** `alongside` was read by the same statement. It is visible on the session during the request, and never written. */
export type FoundSession = { data: SessionData; alongside: Partial<SessionData> };
