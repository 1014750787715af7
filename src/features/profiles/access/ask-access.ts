import type { App } from '../../../app.ts';
import type { JobTitle } from '../../../domain/job-titles.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../domain/person-name.ts';
import type { Transaction } from '../../../platform/database.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import type { Citizen } from '../../accounts/citizens.repository.ts';
import { insertOrganisationEvent } from '../history/organisation-events.repository.ts';
import { findMembership, listMembers } from '../members/memberships.repository.ts';
import { queueProfileNotice } from '../profile-notices.ts';
import { insertAccessRequest } from './access-requests.repository.ts';

export type AskAccessOutcome =
  | { outcome: 'asked' }
  | { outcome: 'asked-before' }
  | { outcome: 'unconfirmed' }
  | { outcome: 'enough'; waitSeconds: number };
type Asked = { enterpriseNumber: EnterpriseNumber; jobTitle: JobTitle };

/**
 * Asks for access and tells each manager who wants mails for this profile; that is why the person who asks must have
 * confirmed their address, and may ask only so many times a day. When it is asked twice, one request remains and one
 * mail is sent.
 */
export async function askAccess(
  app: Pick<App, 'db' | 'mailQuotas'>,
  { actor, ...asked }: Asked & { actor: CitizenActor },
): Promise<AskAccessOutcome> {
  const { sender } = app.mailQuotas['access-asked'];
  const waitSeconds = (await sender?.take(actor.id)) ?? 0;
  if (waitSeconds > 0) return { outcome: 'enough', waitSeconds };
  const outcome = await actAsCitizen(app, actor, (tx, citizen) => ask(tx, citizen, asked));
  if (outcome !== 'asked') await sender?.giveBack(actor.id);
  return { outcome };
}

async function ask(tx: Transaction, citizen: Citizen, { enterpriseNumber, jobTitle }: Asked) {
  if (citizen.emailConfirmedAt === null) return 'unconfirmed';
  if (!(await insertAccessRequest(tx, { enterpriseNumber, citizenId: citizen.id, jobTitle }))) return 'asked-before';
  // The citizen may have been accepted while they read the page. This is read after the insert, because the insert
  // waits for an answer that is being given.
  if ((await findMembership(tx, { enterpriseNumber, citizenId: citizen.id })) !== null) throw new NotFound();
  const person = fullName(citizen);
  await insertOrganisationEvent(tx, { enterpriseNumber, name: 'access-asked', person, by: { kind: 'oneself' } });
  const members = await listMembers(tx, enterpriseNumber);
  const told = members.filter(({ role, emailNotifications }) => role === 'manager' && emailNotifications);
  for (const { email, preferredLanguage: language } of told) {
    await queueProfileNotice(tx, { kind: 'access-asked', email, language, enterpriseNumber, sender: citizen.id });
  }
  return 'asked';
}
