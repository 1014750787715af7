import { LANGUAGE_NAMES } from '../../../../domain/language.ts';
import type { LocalDate } from '../../../../domain/local-date.ts';
import type { TextInLanguage } from '../../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../../../domain/person-name.ts';
import { formatDateTime, formatEuros } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { departmentName } from '../../../procedures/definition/departments.ts';
import type { OrganisationState } from '../../../profiles/organisation/organisation-states.ts';
import type { StaffName } from '../../../staff/staff-members.repository.ts';
import { filerName } from '../../../submissions/follow-up/submission-facts.ts';
import { stillDue } from '../../../submissions/payment/still-due.ts';
import { isOpen } from '../../../submissions/submission-status.ts';
import type { OpenedSubmission } from '../open-submission.ts';
import { dueDay } from './due-day.ts';
import { phonesOf } from './phones-of.ts';

/** A line of what agents know about a submission; `links` lead to whom it concerns. */
export type StaffFact = {
  label: string;
  value: TextInLanguage;
  late: boolean;
  links: readonly { href: string; text: string }[];
};
/** The facts about a submission that are read from other tables than its own. */
export type Around = { assignee: StaffName | null; state: OrganisationState | null; today: LocalDate };
type Facts = { opened: OpenedSubmission; around: Around; shell: Shell };

/** Returns the facts in the order in which agents ask: when it is due, who handles it, who filed it, how it arrived. */
export function staffFacts(facts: Facts): StaffFact[] {
  const { opened, around, shell } = facts;
  const { submission } = opened;
  const { t, language } = shell;
  const department = departmentName(submission.department, language);
  const assignee = around.assignee === null ? t('admin:fact.nobody') : fullName(around.assignee);
  const came = t(`submissions:channel.${submission.channel}`);
  const { identifiedMeans: means } = submission;
  return [
    ...dueFact(facts),
    fact(t('admin:fact.assignee'), assignee),
    filerFact(facts),
    ...organisationFact(facts),
    fact(t('submissions:fact.filedAt'), `${formatDateTime(submission.filedAt, language)} · ${came}`),
    fact(t('admin:fact.language'), LANGUAGE_NAMES[submission.language]),
    ...(means === null ? [] : [fact(t('submissions:fact.identified'), t(`identification:means.${means}`))]),
    ...feeFact(facts),
    { ...fact(t('submissions:fact.department'), department.text), value: department },
  ];
}

function fact(label: string, text: string): StaffFact {
  return { label, value: { text, lang: null }, late: false, links: [] };
}

function dueFact({ opened, around: { today }, shell }: Facts): StaffFact[] {
  if (!isOpen(opened.submission.status)) return [];
  const { text, late } = dueDay(opened, { ...shell, today });
  return [{ ...fact(shell.t('submissions:fact.expected'), text), late }];
}

function filerFact({ opened, shell: { t, language } }: Facts): StaffFact {
  const { email } = opened.submission;
  const name = filerName(opened.submission) ?? t('submissions:guest.nameless');
  const links = [
    ...(email === null ? [] : [{ href: `mailto:${email}`, text: email }]),
    ...phonesOf(opened.steps, { t, language }),
  ];
  return { ...fact(t('submissions:fact.filer'), name), links };
}

function organisationFact({ opened, around: { state }, shell: { t, at } }: Facts): StaffFact[] {
  const { enterpriseNumber: number, organisationName: name } = opened.submission;
  if (number === null) return [];
  const links = [{ href: at(`/admin/organisations/${number}`), text: formatEnterpriseNumber(number) }];
  const known = state === null ? '' : ` · ${t(`profiles:state.${state}`)}`;
  return [{ ...fact(t('submissions:fact.acting'), `${name ?? ''}${known}`), links }];
}

function feeFact({ opened, shell: { t, language } }: Facts): StaffFact[] {
  const { feeCents } = opened.submission;
  const left = stillDue(opened.submission, opened.events);
  if (feeCents === null || left === null || (feeCents === 0 && left === 0)) return [];
  const fee = formatEuros(feeCents / 100, language);
  const due = formatEuros(left / 100, language);
  const over = formatEuros(-left / 100, language);
  if (left < 0) return [fact(t('admin:fact.fee'), t('admin:fact.fee.over', { fee, over }))];
  const text = left > 0 ? t('admin:fact.fee.due', { fee, due }) : t('admin:fact.fee.paid', { fee });
  return [fact(t('admin:fact.fee'), text)];
}
