import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { SignedInCitizen } from '../../accounts/citizens.repository.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import { nameOfActing } from './known-answers.ts';
import type { OwnDraft } from './own-draft.ts';

/** views/partials/draft/draft-head.ejs: which démarche, and for whom. */
export type DraftHead = { name: TextInLanguage; actingLabel: string; acting: string; number: string | null };

export function draftHead(
  { draft, definition }: OwnDraft,
  citizen: SignedInCitizen,
  { t, language }: Shell,
): DraftHead {
  const profile = profileOf(citizen, draft.enterpriseNumber);
  return {
    name: inLanguage(definition.name, language),
    actingLabel: t('submissions:acting'),
    acting: nameOfActing({ citizen, profile }),
    number: profile === null ? null : formatEnterpriseNumber(profile.enterpriseNumber),
  };
}
