import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { OwnProfile, SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';

/**
 * Who fills in a form: a signed-in citizen or, where the démarche asks for no account, a guest. Both have an id, which
 * their drafts are kept under.
 */
export type Filer = CitizenFiler | GuestFiler;
export type CitizenFiler = { kind: 'citizen'; id: string; actor: CitizenActor; citizen: SignedInCitizen };
export type GuestFiler = { kind: 'guest'; id: string };

/** Returns the organisation that a citizen acts for; null for oneself, for a guest, and for one that is not theirs. */
export function profileOfFiler(filer: Filer, enterpriseNumber: EnterpriseNumber | null): OwnProfile | null {
  return filer.kind === 'guest' ? null : profileOf(filer.citizen, enterpriseNumber);
}

/** Returns where the pages of a draft are for who fills it in, without the language. */
export function draftPath(_filer: Filer, draftId: string): string {
  return `/drafts/${draftId}`;
}

/** Returns where somebody goes who leaves a draft: Mon espace, or for a guest the page of the démarche. */
export function placeToLeaveTo(filer: Filer, slug: string): string {
  return filer.kind === 'guest' ? `/procedures/${slug}` : '/my-space';
}
