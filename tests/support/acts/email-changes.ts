import { confirmAddress, lucie, type Person, signUp } from '../journeys.ts';
import type { TestPortal } from '../portal.ts';
import type { Answer, Visitor } from '../visitor.ts';
import { accountOf, citizenIdOf } from './helpdesk-acts.ts';

export const CHANGES = '/fr/admin/citizens/email-changes';

/** An account with a confirmed address, in the browser of its owner. */
export async function confirmedAccount(
  portal: TestPortal,
  person = lucie(),
): Promise<{ visitor: Visitor; person: Person; id: string }> {
  const { visitor } = await signUp(portal, person);
  await confirmAddress(visitor, person);
  return { visitor, person, id: await citizenIdOf(portal, person.email) };
}

/** Asks for another address on the page of the act, and presses its button. */
export async function askChange(visitor: Visitor, citizenId: string, email: string): Promise<Answer> {
  await visitor.open(`${accountOf(citizenId)}/email-change`);
  visitor.fill('Nouvelle adresse e-mail', email);
  visitor.choose('Boîte e-mail perdue').choose('Carte d’identité vue au guichet');
  return visitor.press('Demander le changement');
}
