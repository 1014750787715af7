import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { nameAmong } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type TextArea } from '../../../web/form/fields.ts';
import { type Form, fieldsOf, firstForm, line, parseForm, withError } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { namedText } from '../../../web/page/named-text.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { numberOf } from '../../profiles/profile-pages.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { REASON_MAX, reasonField } from '../reason-field.ts';
import { endMember } from './end-member.ts';
import { openMember } from './open-member.ts';

const SHOWN = ['reason'] as const;
const EndFields = z.object({ reason: line('admin:error.reason.missing', REASON_MAX) });

export type StaffMemberEndPage = {
  title: string;
  text: SafeHtml;
  organisation: { href: string; text: string };
  summary: ErrorSummary;
  reason: TextArea;
};
const memberEndView = view<StaffMemberEndPage>('admin/organisations/member-end');

/** Asks before the commune ends somebody's access to an organisation, on a page of its own. */
export const staffMemberEndPage = (app: Pick<App, 'db'>) => ({
  get: (_req: Request, res: Response): Promise<void> => show(app, res, firstForm(res, SHOWN, {})),

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const enterpriseNumber = numberOf(req);
    const { form, ...parsed } = parseForm(EndFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(app, res, form);
    const end = { enterpriseNumber, membershipId: membershipOf(req), reason: parsed.input.reason, by: staffActor(res) };
    switch (await endMember(app, end)) {
      case 'unknown':
        throw new NotFound();
      case 'last-manager':
        return show(app, res, withError(form, 'reason', t('admin:memberEnd.last')));
      case 'ended':
        return redirectWithNotice(res, {
          path: at(`/admin/organisations/${enterpriseNumber}`),
          notice: 'admin:notice.member-ended',
        });
    }
  },
});

const membershipOf = (req: Request): string => rowIdIn(req.params['membership']);

async function show(app: Pick<App, 'db'>, res: Response, form: Form<'reason'>): Promise<void> {
  const { t, at } = shellOf(res);
  const asked = { enterpriseNumber: numberOf(res.req), membershipId: membershipOf(res.req) };
  const opened = await openMember(app, { ...asked, by: staffActor(res) });
  if (opened === null) throw new NotFound();
  const { organisation, member, members } = opened;
  const { enterpriseNumber, name } = organisation;
  const page: StaffMemberEndPage = {
    title: t('admin:memberEnd.title', { person: nameAmong(member, members) }),
    text: namedText(t, 'admin:memberEnd.text', { name }),
    organisation: { href: at(`/admin/organisations/${enterpriseNumber}`), text: name },
    summary: errorSummary(form, t),
    reason: reasonField(form, { label: t('web:word.reason'), hint: t('admin:reason.hint') }),
  };
  memberEndView.renderForm(res, page, form);
}
