import assert from 'node:assert/strict';
import { z } from 'zod';
import { sql } from '../../../src/platform/database.ts';
import { lucie, type Person } from '../journeys.ts';
import { linkIn, type TestPortal } from '../portal.ts';
import type { Answer, Visitor } from '../visitor.ts';
import { confirmedAccount } from './email-changes.ts';

export const MERGE = '/fr/account/merge';
type Account = { visitor: Visitor; person: Person; id: string };
/** The accounts of one person: the one that stays, and the one that goes. */
export type TwoAccounts = { kept: Account; other: Account };

export async function twoAccounts(portal: TestPortal): Promise<TwoAccounts> {
  return {
    kept: await confirmedAccount(portal),
    other: await confirmedAccount(portal, lucie({ firstName: 'Lucie-Anne' })),
  };
}

export async function askMerge(visitor: Visitor, email: string): Promise<Answer> {
  await visitor.open(MERGE);
  return visitor.fill('Adresse e-mail de l’autre compte', email).press('Envoyer le lien');
}

/** Asks, and returns the path of the link that leaves to the other account. */
export async function linkToProve(portal: TestPortal, { kept, other }: TwoAccounts): Promise<string> {
  assert.equal((await askMerge(kept.visitor, other.person.email)).status, 303);
  return new URL(linkIn(await portal.mailTo(other.person.email, /Montrez que ce compte/))).pathname;
}

/** Two accounts that were shown to be of one person, and wait for the helpdesk. */
export async function provedMerge(
  portal: TestPortal,
  accounts?: TwoAccounts,
): Promise<TwoAccounts & { merge: string }> {
  const both = accounts ?? (await twoAccounts(portal));
  await both.kept.visitor.open(await linkToProve(portal, both));
  assert.equal((await both.kept.visitor.press('Oui, les deux comptes sont à moi')).status, 303);
  const { id } = await portal.app.db.one(
    z.strictObject({ id: z.uuid() }),
    sql`select id from account_merges where kept_id = ${both.kept.id} and other_id = ${both.other.id}`,
  );
  return { ...both, merge: id };
}

export const MERGES = '/fr/admin/citizens/merges';
export const judge = (visitor: Visitor, merge: string, judgement = 'confirm'): Promise<Answer> =>
  visitor.post(MERGES, { merge, judgement });
export const refusalOf = (merge: string): string => `${MERGES}/${merge}/refusal`;
/** Opens the page of the refusal, says why, and presses its button. */
export async function refuse(
  visitor: Visitor,
  merge: string,
  reason = 'La personne ne le souhaite plus',
): Promise<Answer> {
  await visitor.open(refusalOf(merge));
  return visitor.choose(reason).press('Refuser');
}
