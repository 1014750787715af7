import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Draft } from './draft.ts';
import { standingOf } from './draft-standing.ts';
import { isNearItsEnd, lastDayOf } from './reminders/last-day.ts';

/** views/partials/draft/draft-row.ejs: a draft in Mon espace. */
export type DraftRow = {
  name: TextInLanguage;
  acting: string;
  changed: string;
  /** Sentences that say what became of the démarche, and until when the draft is kept. */
  notes: string[];
  resume: { href: string; text: string };
  deletion: { action: string; text: string };
};

type Begun = Pick<Draft, 'id' | 'enterpriseNumber' | 'slug' | 'version' | 'savedAt'>;
type Words = { procedures: Procedures; citizen: SignedInCitizen; shell: Shell; now: Date };

export function draftRows(drafts: readonly Begun[], words: Words): Promise<DraftRow[]> {
  const { procedures, citizen, shell } = words;
  const { t, at, language } = shell;
  const rows = drafts.map(async (draft) => {
    const { id, slug, version, enterpriseNumber, savedAt } = draft;
    const { name } = await procedures.form(slug, version);
    return {
      name: inLanguage(name, language),
      acting: `${t('submissions:acting')} ${profileOf(citizen, enterpriseNumber)?.name ?? fullName(citizen)}`,
      changed: t('submissions:list.changed', { date: formatDateTime(savedAt, language) }),
      notes: [standingNote(draft, words), endNote(draft, words)].filter((note) => note !== null),
      resume: { href: at(`/drafts/${id}`), text: t('submissions:list.resume') },
      deletion: { action: at(`/drafts/${id}/deletion`), text: t('submissions:list.delete') },
    };
  });
  return Promise.all(rows);
}

/** Says in short what each page of the draft says at length. */
function standingNote(draft: Begun, { procedures, shell: { t, language }, now }: Words): string | null {
  const standing = standingOf(procedures, draft, now);
  switch (standing.state) {
    case 'closed':
      return standing.reopensOn === null
        ? t('submissions:list.closed', { date: formatLocalDate(standing.since, language) })
        : t('submissions:list.not-yet', { date: formatLocalDate(standing.reopensOn, language) });
    case 'not-yet':
      return t('submissions:list.not-yet', { date: formatLocalDate(standing.from, language) });
    case 'elsewhere':
      return t('submissions:list.elsewhere');
    case 'open':
      if (standing.otherForm) return t('submissions:list.otherForm');
      return standing.until === null
        ? null
        : t('submissions:list.until', { date: formatLocalDate(standing.until, language) });
  }
}

function endNote({ savedAt }: Begun, { shell: { t, language }, now }: Words): string | null {
  if (!isNearItsEnd(savedAt, now)) return null;
  return t('submissions:list.expiring', { date: formatLocalDate(lastDayOf(savedAt), language) });
}
