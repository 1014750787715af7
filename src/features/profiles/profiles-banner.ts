import type { RequestHandler } from 'express';
import { shellOf } from '../../web/page/locals.ts';
import type { ProfileButton, Shell } from '../../web/page/shell.ts';
import type { OwnProfile, SignedInCitizen } from '../accounts/citizens.repository.ts';
import { signedInOf } from '../accounts/signed-in-citizen.ts';

/**
 * Shows the three blue buttons on every signed-in page, from what was read with the citizen. It needs no statement of
 * its own.
 */
export const showProfiles: RequestHandler = (_req, res, next) => {
  const shell = shellOf(res);
  const signedIn = signedInOf(res);
  if (signedIn !== null) shell.profiles = profileButtons(signedIn.citizen, signedIn.actingProfile, shell);
  next();
};

export function profileButtons(
  { profiles }: SignedInCitizen,
  acting: OwnProfile | null,
  { t, at }: Shell,
): ProfileButton[] {
  const citizen: ProfileButton = {
    kind: 'citizen',
    label: t('profiles:banner.citizen'),
    acting: acting === null,
    choices: [{ value: 'citizen', name: t('profiles:banner.citizen'), acting: acting === null }],
    create: null,
  };
  const others = (['association', 'enterprise'] as const).map((kind): ProfileButton => {
    const choices = profiles
      .filter((profile) => profile.kind === kind)
      .map(({ enterpriseNumber, name }) => ({
        value: enterpriseNumber,
        name,
        acting: enterpriseNumber === acting?.enterpriseNumber,
      }));
    return {
      kind,
      label: acting?.kind === kind ? acting.name : t(`profiles:banner.${kind}`),
      acting: acting?.kind === kind,
      choices,
      create: { href: at(`/profiles/new/${kind}`), text: t(`profiles:banner.create.${kind}`) },
    };
  });
  return [citizen, ...others];
}
