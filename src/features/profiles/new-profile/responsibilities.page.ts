import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, parseForm } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { saveSession } from '../../../web/session/session.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { JobTitleFields } from '../members/job-title-fields.ts';
import { jobTitleQuestion, ownDraft } from '../profile-pages.ts';
import { createProfile } from './create-profile.ts';
import type { ProfileDraft } from './profile-draft.ts';
import { findRegistryProposal } from './registry-proposal.ts';
import { pathBefore, pathInsteadOf, pathToResume } from './steps.ts';

const SHOWN = ['jobTitle'] as const;

export type ResponsibilitiesPage = {
  title: string;
  underWay: string;
  name: string;
  back: string;
  /** The warning that the register gives another kind than the chosen one. The citizen may change it, or go on. */
  warning: string | null;
  summary: ErrorSummary;
  jobTitle: Radios;
};
const responsibilitiesView = view<ResponsibilitiesPage>('profiles/new-profile/responsibilities');

/** Step 3 of the wizard: the function, and « Créer ». It leads back to step 2 when that has no answer yet. */
export const responsibilitiesPage = (app: Pick<App, 'db'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const draft = await ownDraft(app, req, res);
    const instead = pathInsteadOf('responsibilities', draft);
    if (instead !== null) return res.redirect(303, shellOf(res).at(instead));
    await show(app, res, { draft, form: firstForm(res, SHOWN, {}) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const draft = await ownDraft(app, req, res);
    const parsed = parseForm(JobTitleFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, { draft, form: parsed.form });
    const result = await createProfile(app, {
      actor: citizenActor(res),
      draft,
      jobTitle: parsed.input.jobTitle,
    });
    switch (result.outcome) {
      case 'unanswered':
        return res.redirect(303, at(pathToResume(draft)));
      case 'taken':
        return res.redirect(303, at(`/profiles/${draft.enterpriseNumber}/access-request`));
      case 'already-member':
        return show(app, res, {
          draft,
          form: { ...parsed.form, errors: [{ field: 'jobTitle', message: t('profiles:error.already') }] },
        });
      case 'created':
        req.session.profile = draft.enterpriseNumber;
        await saveSession(req);
        return redirectWithNotice(res, {
          path: at(`/profiles/${draft.enterpriseNumber}/contact`),
          notice: 'profiles:notice.profile-created',
        });
    }
  },
});

type Shown = { draft: ProfileDraft; form: Form<'jobTitle'> };

async function show(app: Pick<App, 'db'>, res: Response, { draft, form }: Shown): Promise<void> {
  const { t, at, language } = shellOf(res);
  const { kind } = await findRegistryProposal(app, draft.enterpriseNumber, language);
  const disagrees = kind !== null && kind !== draft.answers.kind;
  const page: ResponsibilitiesPage = {
    title: t('profiles:responsibilities.title'),
    underWay: t(`profiles:kind.${draft.answers.kind ?? draft.answers.begunAs}`),
    name: draft.answers.name ?? '',
    back: at(pathBefore('responsibilities', draft)),
    warning: disagrees ? t(`profiles:identity.warning.${kind}`) : null,
    summary: errorSummary(form, t),
    jobTitle: radiosField(jobTitleQuestion(res), form),
  };
  responsibilitiesView.renderForm(res, page, form);
}
