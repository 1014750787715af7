import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';
import { type DraftNotice, draftNotice } from './draft-notice.ts';
import { nameOfActing } from './known-answers.ts';
import type { OwnDraft } from './own-draft.ts';
import { profilesForDraft } from './profile/draft-profiles.ts';

/** views/partials/draft/draft-head.ejs: which démarche, for whom, and what to know before going on. */
export type DraftHead = {
  name: TextInLanguage;
  actingLabel: string;
  acting: string;
  number: string | null;
  notice: DraftNotice | null;
  /** The page that moves the draft to another profile; null where there is no other. */
  move: { href: string; text: string } | null;
};

export function draftHead({ draft, path, definition, standing }: OwnDraft, filer: Filer, shell: Shell): DraftHead {
  const { t, at, language } = shell;
  const profile = profileOfFiler(filer, draft.enterpriseNumber);
  const present = draft.enterpriseNumber ?? 'citizen';
  const mayMove = profilesForDraft(definition, filer).some((other) => other !== present);
  return {
    name: inLanguage(definition.name, language),
    actingLabel: t('submissions:acting'),
    acting: nameOfActing(filer, profile, t),
    number: profile === null ? null : formatEnterpriseNumber(profile.enterpriseNumber),
    notice: draftNotice(standing, draft.slug, shell),
    move: mayMove ? { href: at(`${path}/profile`), text: t('submissions:profile.open') } : null,
  };
}
