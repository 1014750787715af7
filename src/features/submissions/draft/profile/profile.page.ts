import type { Request, Response } from 'express';
import type { App } from '../../../../app.ts';
import { type ErrorSummary, errorSummary, type Radios, radiosField } from '../../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, firstForm, withError } from '../../../../web/form/parse.ts';
import { shellOf } from '../../../../web/page/locals.ts';
import { redirectWithNotice } from '../../../../web/page/shell.ts';
import { view } from '../../../../web/page/view.ts';
import { firstUnanswered, mayOpen } from '../../../procedures/journey.ts';
import { citizenFilerOf } from '../../filer/guard.ts';
import { type DraftHead, draftHead } from '../draft-head.ts';
import { openDraft } from '../draft-pages.ts';
import { type DraftApp, getOwnDraft, type OwnDraft } from '../own-draft.ts';
import { profileChoices } from './draft-profiles.ts';
import { moveDraft } from './move-draft.ts';

const SHOWN = ['profile'] as const;
export type ProfilePage = { title: string; summary: ErrorSummary; head: DraftHead; profiles: Radios; resume: string };
const profileView = view<ProfilePage>('submissions/draft/profile/profile');

/** Filing for another of one's profiles than the one a draft was begun for. For whom one acts elsewhere stays as it is. */
export const profilePage = (app: DraftApp & Pick<App, 'texts'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    show(res, own, firstForm(res, SHOWN, { profile: own.draft.enterpriseNumber ?? 'citizen' }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const shell = shellOf(res);
    const fields = fieldsOf(req);
    const filer = citizenFilerOf(res);
    const chosen = profileChoices(own.definition, filer).find(({ value }) => value === fields['profile']);
    if (chosen === undefined) {
      const form = emptyForm(SHOWN, fields);
      return show(res, own, withError(form, 'profile', shell.t('submissions:profile.missing')));
    }
    const organisation = filer.citizen.profiles.find(({ enterpriseNumber }) => enterpriseNumber === chosen.value);
    const to = organisation?.enterpriseNumber ?? null;
    const resume = shell.at(`/drafts/${own.draft.id}`);
    if (to === own.draft.enterpriseNumber) return res.redirect(303, resume);
    const removed = await moveDraft(app, { own, filer, to });
    const moved = await getOwnDraft(app, { id: own.draft.id, filer });
    const path = `${resume}/${stepToLookAt(moved, removed)}`;
    redirectWithNotice(res, { path, notice: 'submissions:notice.draft-moved' });
  },
});

function show(res: Response, own: OwnDraft, form: Form<'profile'>): void {
  const shell = shellOf(res);
  const filer = citizenFilerOf(res);
  const { t, at } = shell;
  const question = {
    name: 'profile',
    legend: t('submissions:profile.legend'),
    choices: profileChoices(own.definition, filer),
  };
  const page: ProfilePage = {
    title: t('submissions:profile.title'),
    summary: errorSummary(form, t),
    head: { ...draftHead(own, filer, shell), move: null },
    profiles: radiosField(question, form),
    resume: at(`/drafts/${own.draft.id}`),
  };
  profileView.renderForm(res, page, form);
}

/** The first step whose answers came from the former profile, unless one before it waits for an answer. */
function stepToLookAt({ steps }: OwnDraft, removed: readonly string[]): string {
  const touched = steps.find(({ step }) => step.fields.some(({ id }) => removed.includes(id)));
  if (touched !== undefined && mayOpen(steps, touched.step.id)) return touched.step.id;
  return firstUnanswered(steps) ?? 'check';
}
