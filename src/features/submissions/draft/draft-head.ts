import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';
import { nameOfActing } from './known-answers.ts';
import type { OwnDraft } from './own-draft.ts';

/** views/partials/draft/draft-head.ejs: which démarche, and for whom. */
export type DraftHead = { name: TextInLanguage; actingLabel: string; acting: string; number: string | null };

export function draftHead({ draft, definition }: OwnDraft, filer: Filer, { t, language }: Shell): DraftHead {
  const profile = profileOfFiler(filer, draft.enterpriseNumber);
  return {
    name: inLanguage(definition.name, language),
    actingLabel: t('submissions:acting'),
    acting: nameOfActing(filer, profile, t),
    number: profile === null ? null : formatEnterpriseNumber(profile.enterpriseNumber),
  };
}
