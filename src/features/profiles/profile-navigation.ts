import type { Response } from 'express';
import { formatEnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import type { SafeHtml } from '../../web/page/html.ts';
import { shellOf } from '../../web/page/locals.ts';
import { namedText } from '../../web/page/named-text.ts';
import type { Tag } from '../../web/page/tag.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import { stateTag } from './organisation/state-tag.ts';
import type { OwnOrganisation } from './profile-pages.ts';

export type ProfileLink = { href: string; text: string; current: boolean };
/**
 * The model of views/partials/profiles/profile-navigation.ejs: the profile that a page is about, its other pages and its state.
 */
export type ProfileNavigation = {
  name: string;
  number: string;
  state: Tag;
  label: string;
  links: ProfileLink[];
  /**
   * Says that the citizen uses another profile at the moment, with a button that switches and stays on the page. Null
   * when this profile is in use.
   */
  notActing: { text: SafeHtml; action: string; profile: string; next: string; button: SafeHtml } | null;
};

const PAGES = ['contact', 'members', 'organisation', 'history'] as const;
type ProfilePage = (typeof PAGES)[number];

/**
 * Makes the navigation of a profile's pages. Their address names the profile; it is never taken from the one in use
 * elsewhere.
 */
export function profileNavigation(
  res: Response,
  { organisation, membership }: OwnOrganisation,
  current: ProfilePage,
): ProfileNavigation {
  const { t, at } = shellOf(res);
  const { enterpriseNumber, name, state } = organisation;
  const hrefOf = (page: ProfilePage) => at(`/profiles/${enterpriseNumber}/${page}`);
  const pages = PAGES.filter((page) => page !== 'history' || membership.role === 'manager');
  const { actingProfile: acting } = citizenOf(res);
  return {
    name,
    number: formatEnterpriseNumber(enterpriseNumber),
    state: stateTag(state, t),
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
            text:
              acting === null
                ? namedText(t, 'profiles:navigation.notActing.citizen', { name })
                : namedText(t, 'profiles:navigation.notActing.other', { name, other: acting.name }),
            action: at('/active-profile'),
            profile: enterpriseNumber,
            next: hrefOf(current),
            button: namedText(t, 'profiles:navigation.switch', { name }),
          },
  };
}
