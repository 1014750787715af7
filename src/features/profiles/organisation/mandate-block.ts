import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Shell } from '../../../web/page/shell.ts';

/** views/partials/profiles/mandate.ejs: the way to show by the card that one may act for an organisation. */
export type MandateBlock = { title: string; text: string; href: string; submit: string };

type Of = { enterpriseNumber: EnterpriseNumber; page: 'organisation' | 'access-request' };

/** One comes back to the page that shows it. Null where the portal knows no FAS. */
export function mandateBlock(fas: unknown, { enterpriseNumber, page }: Of, { t, at }: Shell): MandateBlock | null {
  if (fas === null) return null;
  const next = encodeURIComponent(at(`/profiles/${enterpriseNumber}/${page}`));
  return {
    title: t('profiles:mandate.title'),
    text: t('profiles:mandate.text'),
    href: at(`/identification?next=${next}&level=2`),
    submit: t('profiles:mandate.submit'),
  };
}
