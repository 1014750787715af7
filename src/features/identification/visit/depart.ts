import type { App } from '../../../app.ts';
import type { Language } from '../../../domain/language.ts';
import type { Fas } from '../../../platform/fas/fas.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { insertAttempt } from '../attempts.repository.ts';
import { acrOf, type IdentificationLevel } from '../level.ts';
import { sealSecrets } from '../sealed-identity.ts';
import { draftIn, organisationIn } from './asked.ts';

/** Somebody may look for their card, and for the code that they have forgotten. */
export const ATTEMPT_SECONDS = 40 * 60;

type Asked = { actor: CitizenActor; level: IdentificationLevel; language: Language; next: OwnPath };

/** Returns the address of FAS, with what was kept for the way back. Throws FasUnavailable. */
export async function depart(
  app: Pick<App, 'clock' | 'db' | 'sealing'> & { fas: Fas },
  { actor, level, language, next }: Asked,
): Promise<string> {
  const enterpriseNumber = organisationIn(next);
  const context = enterpriseNumber === null ? 'citizen' : 'enterprise';
  const acr = acrOf(level, context);
  const { address, secrets } = await app.fas.depart({ acr, context, language, label: language });
  const begunAt = app.clock.now();
  await actAsCitizen(app, actor, (tx, { id: citizenId }) =>
    insertAttempt(tx, {
      citizenId,
      signInId: actor.signInId,
      stateDigest: digestOf(secrets.state),
      secrets: sealSecrets(app.sealing, secrets, ATTEMPT_SECONDS),
      level,
      next,
      draftId: draftIn(next),
      enterpriseNumber,
      begunAt,
      expiresAt: new Date(begunAt.getTime() + ATTEMPT_SECONDS * 1_000),
    }),
  );
  return address;
}
