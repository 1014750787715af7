import type { NextFunction, Request, Response } from 'express';
import { localDateOf } from '../../../domain/local-date.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { EnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { fieldsOf } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { profileOf, signedInOf } from '../../accounts/signed-in-citizen.ts';
import { profilesAllowed } from '../../procedures/catalogue/begin-form.ts';
import { type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import { openingOn } from '../../procedures/definition/opening.ts';
import { citizenFilerOf } from '../filer/guard.ts';
import { beginDraft } from './begin-draft.ts';
import { draftsUnderWay, knownDraft, offerDrafts } from './draft-offer.ts';
import type { DraftApp } from './own-draft.ts';

/** « Commencer »: the only way to a draft. One under way for the same démarche and profile is offered first. */
export const beginDraftPage = (app: DraftApp) => ({
  /** Somebody signed out signs in, then finds the page of the démarche again. */
  signInFirst(req: Request, res: Response, next: NextFunction): void {
    if (signedInOf(res) !== null) return next();
    const { at } = shellOf(res);
    const { slug } = procedureOf(app, req).definition;
    res.redirect(303, `${at('/sign-in')}?next=${encodeURIComponent(at(`/procedures/${slug}`))}`);
  },

  get(req: Request, res: Response): void {
    res.redirect(303, shellOf(res).at(`/procedures/${procedureOf(app, req).definition.slug}`));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { at, language } = shellOf(res);
    const { definition, version } = procedureOf(app, req);
    const { slug } = definition;
    const filer = citizenFilerOf(res);
    const { citizen } = filer;
    const { profile = '', another } = fieldsOf(req);
    const organisation = profileOf(citizen, profile);
    if (profile !== 'citizen' && organisation === null) throw new NotFound();
    const open = openingOn(definition, localDateOf(app.clock.now())).state === 'open';
    if (!open || !profilesAllowed(definition, citizen.profiles).includes(profile)) {
      return res.redirect(303, at(`/procedures/${slug}`));
    }
    const enterpriseNumber = organisation === null ? null : EnterpriseNumber.parse(profile);
    const underWay = await draftsUnderWay(app, { citizenId: citizen.id, slug, enterpriseNumber });
    if (another === undefined && underWay.length > 0) {
      const back = at(`/procedures/${slug}`);
      return offerDrafts(res, { definition, filer, profile, underWay, back, action: at(`/procedures/${slug}/drafts`) });
    }
    const draft = { enterpriseNumber, slug, version, language };
    const id = await beginDraft(app, { filer, draft, known: knownDraft(another, underWay) });
    res.redirect(303, at(`/drafts/${id}/${definition.steps[0]?.id}`));
  },
});

function procedureOf(app: DraftApp, req: Request): { definition: HandledDefinition; version: number } {
  const procedure = app.procedures.current(String(req.params['slug']));
  if (procedure === null || !isHandled(procedure.definition)) throw new NotFound();
  return { definition: procedure.definition, version: procedure.version };
}
