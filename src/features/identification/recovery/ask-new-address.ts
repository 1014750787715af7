import type { App } from '../../../app.ts';
import { actAsCitizen, type CitizenActor } from '../../accounts/act-as-citizen.ts';
import { requestEmailChange } from '../../accounts/email/request-email-change.ts';
import { findRecoveryAuthority } from './recovery-authority.ts';

type Asked = { actor: CitizenActor; email: string };
export type AskOutcome = 'asked' | 'same-address' | 'not-allowed';

/** Asks for another address by the card in the place of the present password: only the link sent there changes anything. */
export function askNewAddress(app: Pick<App, 'clock' | 'db'>, { actor, email }: Asked): Promise<AskOutcome> {
  const { id: citizenId, signInId, network } = actor;
  return actAsCitizen(app, actor, async (tx, citizen) => {
    const authority = await findRecoveryAuthority(app, tx, { citizenId, signInId });
    if (authority !== 'granted') return 'not-allowed';
    return (await requestEmailChange(tx, { citizen, email, network })) ? 'asked' : 'same-address';
  });
}
