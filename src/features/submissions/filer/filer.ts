import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { Citizen, OwnProfile, SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import type { StaffActor } from '../../staff/signed-in-staff.ts';
import { submissionPath } from '../follow-up/submission-path.ts';
import type { DeskChannel } from './desk-visit.ts';

/**
 * Somebody who fills in a form: a signed-in citizen; a guest, where the démarche asks for no account; or an agent for a
 * person who came, called or wrote. Each has an id, under which their drafts are kept.
 */
export type Filer = CitizenFiler | GuestFiler | DeskFiler;
export type CitizenFiler = { kind: 'citizen'; id: string; actor: CitizenActor; citizen: SignedInCitizen };
export type GuestFiler = { kind: 'guest'; id: string };
/** `id` is that of whose draft it is: of the visit, or of who began it elsewhere. `citizen` is the person, null for somebody without an account. */
export type DeskFiler = {
  kind: 'desk';
  id: string;
  draftId: string;
  agent: StaffActor;
  channel: DeskChannel;
  citizen: Citizen | null;
};

/** Returns the organisation that a citizen acts for; null for oneself, without an account, and for one that is not theirs. */
export function profileOfFiler(filer: Filer, enterpriseNumber: EnterpriseNumber | null): OwnProfile | null {
  return filer.kind === 'citizen' ? profileOf(filer.citizen, enterpriseNumber) : null;
}

/** Returns where the pages of a draft are for who fills it in, without the language. */
export function draftPath(filer: Filer, draftId: string): string {
  return filer.kind === 'desk' ? `/admin/desk/drafts/${draftId}` : `/drafts/${draftId}`;
}

/** Returns where who filed it reads a submission, without the language. `reference` is eleven digits. */
export function filedPath(filer: Filer, reference: string): string {
  return filer.kind === 'desk' ? `/admin/submissions/${formatReference(reference)}` : submissionPath(reference);
}

/** Returns where somebody goes who leaves a draft: Mon espace, the desk, or for a guest the page of the démarche. */
export function placeToLeaveTo(filer: Filer, slug: string): string {
  if (filer.kind === 'desk') return '/admin/desk';
  return filer.kind === 'guest' ? `/procedures/${slug}` : '/my-space';
}

/** Returns where somebody signs in again whose session ended; null for a guest, who never did. */
export function signInPath(filer: Filer): string | null {
  if (filer.kind === 'guest') return null;
  return filer.kind === 'desk' ? '/admin/sign-in' : '/sign-in';
}

/** Returns the id of the account whose forms these are; null for a guest. */
export function formOwnerOf(filer: Filer): string | null {
  if (filer.kind === 'guest') return null;
  return filer.kind === 'desk' ? filer.agent.id : filer.id;
}
