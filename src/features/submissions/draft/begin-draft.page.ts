import type { NextFunction, Request, Response } from 'express';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import { view } from '../../../web/page/view.ts';
import { citizenOf, profileOf, signedInOf } from '../../accounts/signed-in-citizen.ts';
import { profilesAllowed } from '../../procedures/catalogue/begin-form.ts';
import { type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import { filerOf } from '../filer/guard.ts';
import { beginDraft } from './begin-draft.ts';
import { listDrafts } from './drafts.repository.ts';
import { nameOfActing } from './known-answers.ts';
import type { DraftApp } from './own-draft.ts';

export type BeginDraftPage = {
  title: string;
  name: TextInLanguage;
  back: string;
  acting: string;
  underWay: { text: string; href: string }[];
  action: string;
  profile: string;
};
const beginView = view<BeginDraftPage>('submissions/draft/begin-draft');

/** « Commencer »: the only way to a draft. One under way for the same démarche and profile is offered first. */
export const beginDraftPage = (app: DraftApp) => ({
  /** Somebody signed out signs in, then finds the page of the démarche again. */
  signInFirst(req: Request, res: Response, next: NextFunction): void {
    if (signedInOf(res) !== null) return next();
    const { at } = res.locals.shell;
    const { slug } = procedureOf(app, req).definition;
    res.redirect(303, `${at('/sign-in')}?next=${encodeURIComponent(at(`/procedures/${slug}`))}`);
  },

  get(req: Request, res: Response): void {
    res.redirect(303, res.locals.shell.at(`/procedures/${procedureOf(app, req).definition.slug}`));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at, language } = res.locals.shell;
    const { definition, version } = procedureOf(app, req);
    const { slug } = definition;
    const { citizen } = citizenOf(res);
    const { profile = '', another } = fieldsOf(req);
    const organisation = profileOf(citizen, profile);
    if (profile !== 'citizen' && organisation === null) throw new NotFound();
    const open = openingOn(definition, localDateOf(app.clock.now())).state === 'open';
    if (!open || !profilesAllowed(definition, citizen.profiles).includes(profile)) {
      return res.redirect(303, at(`/procedures/${slug}`));
    }
    const enterpriseNumber = organisation === null ? null : EnterpriseNumber.parse(profile);
    const underWay =
      another === undefined ? await draftsUnderWay(app, { citizenId: citizen.id, slug, enterpriseNumber }) : [];
    if (underWay.length > 0) return offer(res, definition, { profile, underWay });
    const draft = { enterpriseNumber, slug, version, language };
    const id = await beginDraft(app, { filer: filerOf(res), draft });
    res.redirect(303, at(`/drafts/${id}/${definition.steps[0]?.id}`));
  },
});

function procedureOf(app: DraftApp, req: Request): { definition: HandledDefinition; version: number } {
  const procedure = app.procedures.current(String(req.params['slug']));
  if (procedure === null || !isHandled(procedure.definition)) throw new NotFound();
  return { definition: procedure.definition, version: procedure.version };
}

type UnderWay = { citizenId: string; slug: string; enterpriseNumber: EnterpriseNumber | null };

async function draftsUnderWay(app: DraftApp, { citizenId, slug, enterpriseNumber }: UnderWay) {
  const drafts = await listDrafts(app.db, citizenId);
  return drafts.filter((draft) => draft.slug === slug && draft.enterpriseNumber === enterpriseNumber);
}

type Offer = { profile: string; underWay: readonly { id: string; savedAt: Date }[] };

function offer(res: Response, { name, slug }: HandledDefinition, { profile, underWay }: Offer): void {
  const { t, at, language } = res.locals.shell;
  const { citizen } = citizenOf(res);
  const page: BeginDraftPage = {
    title: t('submissions:begin.title'),
    name: inLanguage(name, language),
    back: at(`/procedures/${slug}`),
    acting: nameOfActing(filerOf(res), profileOf(citizen, profile), t),
    underWay: underWay.map(({ id, savedAt }) => ({
      text: t('submissions:begin.savedAt', { date: formatDateTime(savedAt, language) }),
      href: at(`/drafts/${id}`),
    })),
    action: at(`/procedures/${slug}/drafts`),
    profile,
  };
  beginView.render(res, page);
}
