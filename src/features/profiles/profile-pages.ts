import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../app.ts';
import { jobTitles } from '../../domain/job-titles.ts';
import { type OrganisationKind, organisationKinds } from '../../domain/legal-forms.ts';
import { NotFound } from '../../domain/not-found.ts';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import type { Question } from '../../web/form/fields.ts';
import { rowIdIn } from '../../web/form/row-id.ts';
import { shellOf } from '../../web/page/locals.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import { findMembership, type Membership } from './members/memberships.repository.ts';
import type { ProfileDraft } from './new-profile/profile-draft.ts';
import { findProfileDraft } from './new-profile/profile-drafts.repository.ts';
import { findOrganisation, type Organisation } from './organisation/organisations.repository.ts';

const Kind = z.enum(organisationKinds);

/**
 * These functions read the addresses of the pages of profiles. They throw NotFound for whatever is not the citizen's
 * own.
 */
export function kindOf(req: Request): OrganisationKind {
  const kind = Kind.safeParse(req.params['kind']);
  if (!kind.success) throw new NotFound();
  return kind.data;
}

export function numberOf(req: Request): EnterpriseNumber {
  const number = EnterpriseNumber.safeParse(req.params['enterpriseNumber']);
  if (!number.success) throw new NotFound();
  return number.data;
}

export async function ownDraft(app: Pick<App, 'db'>, req: Request, res: Response): Promise<ProfileDraft> {
  const id = rowIdIn(req.params['draft']);
  const draft = await findProfileDraft(app.db, { id, citizenId: citizenOf(res).citizen.id });
  if (draft === null) throw new NotFound();
  return draft;
}

export type OwnOrganisation = { organisation: Organisation; membership: Membership };

export async function ownOrganisation(app: Pick<App, 'db'>, req: Request, res: Response): Promise<OwnOrganisation> {
  const enterpriseNumber = numberOf(req);
  const membership = await findMembership(app.db, { enterpriseNumber, citizenId: citizenOf(res).citizen.id });
  const organisation = membership === null ? null : await findOrganisation(app.db, enterpriseNumber);
  if (membership === null || organisation === null) throw new NotFound();
  shellOf(res).about = organisation.name;
  return { organisation, membership };
}

/** Returns the organisation for its managers. Throws NotFound for other members. */
export async function managedOrganisation(app: Pick<App, 'db'>, req: Request, res: Response): Promise<OwnOrganisation> {
  const own = await ownOrganisation(app, req, res);
  if (own.membership.role !== 'manager') throw new NotFound();
  return own;
}

export function jobTitleQuestion(res: Response): Question {
  const { t } = shellOf(res);
  const choices = jobTitles.map((value) => ({ value, label: t(`profiles:jobTitle.${value}`) }));
  return { name: 'jobTitle', legend: t('profiles:field.jobTitle'), choices };
}
