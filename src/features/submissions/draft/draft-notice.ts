import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { DraftStanding } from './draft-standing.ts';

/** What somebody must know of a draft before going on, and where to go with it. */
export type DraftNotice = { text: string; link: { href: string; text: string } | null };

/** Returns null where a draft simply goes on. */
export function draftNotice(standing: DraftStanding, slug: string, { t, at, language }: Shell): DraftNotice | null {
  const procedure = at(`/procedures/${slug}`);
  const contact = { href: at('/contact'), text: t('procedures:procedure.contact') };
  switch (standing.state) {
    case 'closed':
      return {
        text: t('submissions:standing.closed', { date: formatLocalDate(standing.since, language) }),
        link: contact,
      };
    case 'not-yet':
      return {
        text: t('submissions:standing.not-yet', { date: formatLocalDate(standing.from, language) }),
        link: null,
      };
    case 'elsewhere':
      return { text: t('submissions:standing.elsewhere'), link: contact };
    case 'open': {
      if (standing.otherForm) {
        return {
          text: t('submissions:standing.otherForm'),
          link: { href: procedure, text: t('submissions:standing.again') },
        };
      }
      if (standing.until === null) return null;
      return { text: t('submissions:standing.until', { date: formatLocalDate(standing.until, language) }), link: null };
    }
  }
}
