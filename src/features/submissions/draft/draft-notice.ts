import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { DraftStanding } from './draft-standing.ts';

/** A notice that the reader of a draft needs before going on, with a link to what they can do. */
export type DraftNotice = {
  text: string;
  /** The text of the department while the démarche is closed. */
  said: TextInLanguage | null;
  link: { href: string; text: string } | null;
};

/** Returns the notice for a draft; null where there is nothing to say. */
export function draftNotice(standing: DraftStanding, slug: string, shell: Shell): DraftNotice | null {
  const { t, at, language } = shell;
  const procedure = at(`/procedures/${slug}`);
  const contact = { href: at('/contact'), text: t('site:contact.link') };
  switch (standing.state) {
    case 'closed':
      return closedNotice(standing, contact, shell);
    case 'not-yet':
      return {
        text: t('submissions:standing.not-yet', { date: formatLocalDate(standing.from, language) }),
        said: null,
        link: null,
      };
    case 'elsewhere':
      return { text: t('submissions:standing.elsewhere'), said: null, link: contact };
    case 'open': {
      if (standing.otherForm) {
        return {
          text: t('submissions:standing.otherForm'),
          said: null,
          link: { href: procedure, text: t('submissions:standing.again') },
        };
      }
      if (standing.until === null) return null;
      const text = t('submissions:standing.until', { date: formatLocalDate(standing.until, language) });
      return { text, said: null, link: null };
    }
  }
}

/** Closed for a while says when it opens again; closed for good, whom to ask. */
function closedNotice(
  { since, reopensOn, said }: Extract<DraftStanding, { state: 'closed' }>,
  contact: DraftNotice['link'],
  { t, language }: Shell,
): DraftNotice {
  const words = said === null ? null : inLanguage(said, language);
  if (reopensOn !== null) {
    const text = t('submissions:standing.paused', { date: formatLocalDate(reopensOn, language) });
    return { text, said: words, link: null };
  }
  const text = t('submissions:standing.closed', { date: formatLocalDate(since, language) });
  return { text, said: words, link: contact };
}
