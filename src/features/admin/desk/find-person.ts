import { parseReference } from '../../../domain/numbers/reference.ts';
import type { Db } from '../../../platform/database.ts';
import { type Citizen, findCitizen, findCitizenByEmail } from '../../accounts/citizens.repository.ts';
import { findSubmissionOfAgent } from '../../submissions/follow-up/submissions.repository.ts';

type Sought = { person: string; agentId: string };

/**
 * Finds the account of somebody at the desk, by its exact e-mail address or by the reference of a request that this agent
 * may read. Returns null where there is none: nothing else finds a person here.
 */
export async function findPerson(db: Db, { person, agentId }: Sought): Promise<Citizen | null> {
  const reference = parseReference(person);
  if (reference === null) return findCitizenByEmail(db, person);
  const submission = await findSubmissionOfAgent(db, { reference, agentId });
  return submission === null || submission.citizenId === null ? null : findCitizen(db, submission.citizenId);
}
