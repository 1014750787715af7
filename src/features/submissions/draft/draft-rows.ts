import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import type { DraftInList } from './draft.ts';

/** views/partials/draft/draft-row.ejs: a draft in Mon espace. */
export type DraftRow = {
  name: TextInLanguage;
  acting: string;
  changed: string;
  resume: { href: string; text: string };
  deletion: { action: string; text: string };
};

export function draftRows(
  drafts: readonly DraftInList[],
  citizen: SignedInCitizen,
  { t, at, language }: Shell,
): DraftRow[] {
  return drafts.map(({ id, name, enterpriseNumber, savedAt }) => ({
    name: inLanguage(name, language),
    acting: `${t('submissions:acting')} ${profileOf(citizen, enterpriseNumber)?.name ?? fullName(citizen)}`,
    changed: t('submissions:list.changed', { date: formatDateTime(savedAt, language) }),
    resume: { href: at(`/drafts/${id}`), text: t('submissions:list.resume') },
    deletion: { action: at(`/drafts/${id}/deletion`), text: t('submissions:list.delete') },
  }));
}
