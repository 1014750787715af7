import { z } from 'zod';
import { sql } from '../../../src/platform/database.ts';
import type { TestPortal } from '../portal.ts';
import type { Answer, Visitor } from '../visitor.ts';

/** The id of the account with that address. */
export async function citizenIdOf({ app }: TestPortal, email: string): Promise<string> {
  const { id } = await app.db.one(
    z.strictObject({ id: z.uuid() }),
    sql`select id from citizens where email = ${email}`,
  );
  return id;
}

export const accountOf = (citizenId: string): string => `/fr/admin/citizens/${citizenId}`;

/** Opens the page of an act, says why and how the person was recognised, and presses its button. */
export async function help(
  visitor: Visitor,
  citizenId: string,
  act: { path: string; button: string },
): Promise<Answer> {
  await visitor.open(`${accountOf(citizenId)}/${act.path}`);
  visitor.choose('Demandé par téléphone').choose('Rappelée au numéro que nous connaissions');
  visitor.fill('Précisions sur la preuve', 'au 02 555 12 34');
  return visitor.press(act.button);
}

export const ACTS = {
  reset: { path: 'password-reset', button: 'Envoyer le lien' },
  unlock: { path: 'unlock', button: 'Lever le délai' },
  confirmation: { path: 'email-confirmation', button: 'Envoyer l’e-mail' },
  signOut: { path: 'sign-out', button: 'Fermer les sessions' },
  suspension: { path: 'suspension', button: 'Suspendre le compte' },
  restoration: { path: 'restoration', button: 'Rétablir le compte' },
} as const;

/** Said where no form is filled in. */
export const GROUNDS = { reason: 'asked-by-phone', proof: 'questions' };
