import type { Response } from 'express';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import type { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { profileOf } from '../../accounts/signed-in-citizen.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { CitizenFiler } from '../filer/filer.ts';
import type { DraftInList } from './draft.ts';
import { listDrafts } from './drafts.repository.ts';
import { nameOfActing } from './known-answers.ts';
import type { DraftApp } from './own-draft.ts';

export type BeginDraftPage = {
  title: string;
  name: TextInLanguage;
  back: OwnPath;
  acting: string;
  underWay: { text: string; href: OwnPath }[];
  action: OwnPath;
  profile: string;
  /** The draft that changed last of those shown. */
  known: string;
};
const beginView = view<BeginDraftPage>('submissions/draft/begin-draft');

type UnderWay = { citizenId: string; slug: string; enterpriseNumber: EnterpriseNumber | null };

/** Returns the citizen's drafts of one démarche for one profile, the last changed first. */
export async function draftsUnderWay(
  app: Pick<DraftApp, 'db'>,
  { citizenId, slug, enterpriseNumber }: UnderWay,
): Promise<DraftInList[]> {
  const drafts = await listDrafts(app.db, citizenId);
  return drafts.filter((draft) => draft.slug === slug && draft.enterpriseNumber === enterpriseNumber);
}

/**
 * Returns the draft that changed last of those that the person was shown before they asked for another one: the form of
 * that page names it.
 */
export function knownDraft(another: unknown, underWay: readonly DraftInList[]): string | null {
  const named = RowId.safeParse(another);
  return named.success ? named.data : (underWay[0]?.id ?? null);
}

type Offer = {
  definition: HandledDefinition;
  filer: CitizenFiler;
  /** « citizen » or ten digits. */
  profile: string;
  /** The last changed first. */
  underWay: readonly DraftInList[];
  back: OwnPath;
  /** The address of the form that begins another draft all the same. It sends « another ». */
  action: OwnPath;
};

/** Shows what is under way, to go on with it or to begin another one. */
export function offerDrafts(res: Response, { definition, filer, profile, underWay, back, action }: Offer): void {
  const { t, at, language } = shellOf(res);
  beginView.render(res, {
    title: t('submissions:begin.title'),
    name: inLanguage(definition.name, language),
    back,
    acting: nameOfActing(filer, profileOf(filer.citizen, profile), t),
    underWay: underWay.map(({ id, savedAt }) => ({
      text: t('submissions:begin.savedAt', { date: formatDateTime(savedAt, language) }),
      href: at(`/drafts/${id}`),
    })),
    action,
    profile,
    known: underWay[0]?.id ?? '',
  });
}
