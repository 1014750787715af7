import type { App } from '../../../app.ts';
import type { Db } from '../../../platform/database.ts';
import { findIdentifiedPerson, type IdentifiedPerson } from '../../identification/find-identification.ts';
import type { Answers } from '../../procedures/definition/answers.ts';
import type { VisibleStep } from '../../procedures/journey.ts';
import type { OwnDraft } from '../draft/own-draft.ts';
import type { Filer } from '../filer/filer.ts';

type Filing = { filer: Filer; own: Pick<OwnDraft, 'definition'> };

/**
 * Returns who files as their card says it, where the démarche asks for it and the identification of this session is strong
 * and recent enough; null everywhere else, so that a number is kept only where it is asked for.
 */
export async function findIdentifiedFiler(
  app: Pick<App, 'clock' | 'sealing'>,
  db: Db,
  { filer, own }: Filing,
): Promise<IdentifiedPerson | null> {
  const { level } = own.definition.identification;
  if (level < 2 || filer.kind !== 'citizen') return null;
  const person = await findIdentifiedPerson(app, db, { citizenId: filer.id, signInId: filer.actor.signInId });
  return person !== null && person.level >= level ? person : null;
}

/** Answers the questions for one's own national number, which nobody types, from the card. */
export function withNumberOfCard(
  steps: readonly VisibleStep[],
  answers: Answers,
  identified: Pick<IdentifiedPerson, 'nationalNumber'> | null,
): Answers {
  if (identified === null) return answers;
  const fields = steps.flatMap(({ asked }) => asked.flatMap((one) => (one.kind === 'field' ? [one.field] : [])));
  const ofCard = fields.filter((field) => field.type === 'nationalNumber' && field.propose === 'nationalNumber');
  return { ...answers, ...Object.fromEntries(ofCard.map(({ id }) => [id, identified.nationalNumber])) };
}
