import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { nameAmong } from '../../../domain/person-name.ts';
import type { DatePart } from '../../../domain/typed-date.ts';
import {
  type DateField,
  dateField,
  type ErrorSummary,
  errorSummary,
  type Radios,
  radiosField,
} from '../../../web/form/fields.ts';
import { type Fields, type Form, fieldsOf, firstForm, parseForm, withError } from '../../../web/form/parse.ts';
import { rowIdIn } from '../../../web/form/row-id.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { namedText } from '../../../web/page/named-text.ts';
import { redirectWithNotice } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { citizenActor } from '../../accounts/signed-in-citizen.ts';
import { type OwnOrganisation, ownOrganisation } from '../profile-pages.ts';
import { changeMember, type MemberChange } from './change-member.ts';
import { exampleOfLastDay, lastDayIn, MemberEndFields } from './member-end-fields.ts';
import { listMembers, type Member } from './memberships.repository.ts';

const SHOWN = ['when', 'endsOnDay', 'endsOnMonth', 'endsOnYear'] as const;
type EndForm = Form<(typeof SHOWN)[number]>;
type Found = OwnOrganisation & { member: Member; person: string; leaving: boolean };

export type MemberEndPage = {
  title: string;
  text: SafeHtml;
  members: { href: string; text: string };
  summary: ErrorSummary;
  when: Radios;
  endsOn: DateField;
  submit: string;
};
const memberEndView = view<MemberEndPage>('profiles/members/member-end');

/**
 * Ends a membership, at once or after a last day: the citizen's own or, for a manager, that of another member. It is a
 * page of its own, so that nobody does it by accident.
 */
export const memberEndPage = (app: Pick<App, 'db' | 'clock'>) => ({
  async get(req: Request, res: Response): Promise<void> {
    const found = await find(app, req, res);
    show(app, res, { found, form: firstForm(res, SHOWN, standingDay(found.member)) });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t } = shellOf(res);
    const found = await find(app, req, res);
    const fields = fieldsOf(req);
    const parsed = parseForm(MemberEndFields, { shown: SHOWN, fields, t });
    if (!parsed.ok) return show(app, res, { found, form: parsed.form });
    const change = changeOf(app, res, parsed.input.when);
    if ('error' in change) {
      return show(app, res, { found, form: withError(parsed.form, change.field, change.error) });
    }
    const { enterpriseNumber } = found.organisation;
    const asked = { enterpriseNumber, actor: citizenActor(res), membershipId: found.member.id, change };
    const { outcome } = await changeMember(app, asked);
    if (outcome === 'unknown') throw new NotFound();
    if (outcome === 'last-manager') {
      const form = withError(parsed.form, 'when', t('profiles:members.lastManager'));
      return show(app, res, { found, form });
    }
    done(res, { found, change });
  },
});

/**
 * Finds a member of one of the citizen's organisations. Throws NotFound when a member who is not a manager asks for
 * another person.
 */
async function find(app: Pick<App, 'db'>, req: Request, res: Response): Promise<Found> {
  const own = await ownOrganisation(app, req, res);
  const id = rowIdIn(req.params['membership']);
  const members = await listMembers(app.db, own.organisation.enterpriseNumber);
  const member = members.find((one) => one.id === id);
  const leaving = member?.id === own.membership.id;
  if (member === undefined || (own.membership.role !== 'manager' && !leaving)) throw new NotFound();
  return { ...own, member, person: nameAmong(member, members), leaving };
}

/** Returns the last day that is already set, to fill in the form. */
function standingDay({ endsOn }: Member): Fields {
  if (endsOn === null) return {};
  const [endsOnYear = '', endsOnMonth = '', endsOnDay = ''] = endsOn.split('-');
  return { when: 'date', endsOnYear, endsOnMonth, endsOnDay };
}

type When = 'now' | 'date';
type Wrong = { field: `endsOn${DatePart}`; error: string };

function changeOf(app: Pick<App, 'clock'>, res: Response, when: When): MemberChange | Wrong {
  if (when === 'now') return { to: 'ended' };
  const reading = lastDayIn(fieldsOf(res.req), app.clock.now());
  if (reading.ok) return { to: 'end-set', endsOn: reading.endsOn };
  const { t, language } = shellOf(res);
  switch (reading.problem) {
    case 'Day':
    case 'Month':
    case 'Year':
      return { field: `endsOn${reading.problem}`, error: t(`web:date.problem.${reading.problem}`) };
    case 'no-such-day':
      return { field: 'endsOnDay', error: t('web:date.problem') };
    default: {
      const example = exampleOfLastDay(app.clock.now(), language);
      return { field: 'endsOnDay', error: t(`profiles:error.endsOn.${reading.problem}`, { example }) };
    }
  }
}

/** Leads somebody who has left to Mon espace, as the pages of the profile are no longer theirs. */
function done(res: Response, { found, change }: { found: Found; change: MemberChange }): void {
  const { at } = shellOf(res);
  const gone = found.leaving && change.to === 'ended';
  const path = gone ? '/my-space' : `/profiles/${found.organisation.enterpriseNumber}/members`;
  redirectWithNotice(res, {
    path: at(path),
    notice: change.to === 'ended' ? 'profiles:notice.membership-ended' : 'profiles:notice.membership-end-set',
  });
}

function show(app: Pick<App, 'clock'>, res: Response, { found, form }: { found: Found; form: EndForm }): void {
  const { t, at, language } = shellOf(res);
  const { enterpriseNumber, name } = found.organisation;
  const whose = found.leaving ? 'own' : 'other';
  const choices = (['now', 'date'] as const).map((value) => ({ value, label: t(`profiles:end.when.${value}`) }));
  const hint = t('profiles:end.date.hint', { example: exampleOfLastDay(app.clock.now(), language) });
  const page: MemberEndPage = {
    title: t(`profiles:end.title.${whose}`, { person: found.person }),
    text: namedText(t, `profiles:end.text.${whose}`, { name }),
    members: { href: at(`/profiles/${enterpriseNumber}/members`), text: t('web:banner.members') },
    summary: errorSummary(form, t),
    when: radiosField({ name: 'when', legend: t('profiles:end.when'), choices }, form),
    endsOn: dateField('endsOn', form, { legend: t('profiles:end.date'), hint, t }),
    submit: t(`profiles:end.submit.${whose}`),
  };
  memberEndView.renderForm(res, page, form);
}
