import type { Response } from 'express';
import { formatEnterpriseNumber } from '../../domain/enterprise-number.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import type { OwnOrganisation } from './profile-pages.ts';

export type ProfileLink = { href: string; text: string; current: boolean };
/** views/partials/profile-navigation.ejs: which profile this page is about, its other pages, and its state. */
export type ProfileNavigation = {
  name: string;
  number: string;
  state: string;
  stateColour: 'grey' | 'green' | 'orange';
  label: string;
  links: ProfileLink[];
  /** One acts for somebody else at the moment: said, with a button to switch and stay here. */
  notActing: { text: string; action: string; profile: string; next: string; button: string } | null;
};

const COLOURS = { claimed: 'grey', verified: 'green', contested: 'orange' } as const;
const PAGES = ['contact', 'members', 'organisation', 'history'] as const;
type ProfilePage = (typeof PAGES)[number];

/** The page's address carries the profile: what one acts as elsewhere is told, never guessed. */
export function profileNavigation(
  res: Response,
  { organisation, membership }: OwnOrganisation,
  current: ProfilePage,
): ProfileNavigation {
  const { t, at } = res.locals.shell;
  const { enterpriseNumber, name, state } = organisation;
  const hrefOf = (page: ProfilePage) => at(`/profiles/${enterpriseNumber}/${page}`);
  const pages = PAGES.filter((page) => page !== 'history' || membership.role === 'manager');
  const { actingProfile: acting } = citizenOf(res);
  const as =
    acting === null ? t('profiles:navigation.asCitizen') : t('profiles:navigation.asOther', { other: acting.name });
  return {
    name,
    number: formatEnterpriseNumber(enterpriseNumber),
    state: t(`profiles:state.${state}`),
    stateColour: COLOURS[state],
    label: t('profiles:navigation.label'),
    links: pages.map((page) => ({
      href: hrefOf(page),
      text: t(`profiles:navigation.${page}`),
      current: page === current,
    })),
    notActing:
      acting?.enterpriseNumber === enterpriseNumber
        ? null
        : {
            text: t('profiles:navigation.notActing', { name, acting: as }),
            action: at('/active-profile'),
            profile: enterpriseNumber,
            next: hrefOf(current),
            button: t('profiles:navigation.switch', { name }),
          },
  };
}
