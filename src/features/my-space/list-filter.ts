import type { Language } from '../../domain/language.ts';
import { parseReference } from '../../domain/numbers/reference.ts';
import { fullName } from '../../domain/person-name.ts';
import { type SelectField, selectField } from '../../web/form/fields.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { SignedInCitizen } from '../accounts/citizens.repository.ts';
import { profileOf } from '../accounts/signed-in-citizen.ts';
import { withWords } from '../procedures/catalogue/catalogue-search.ts';
import type { Definition } from '../procedures/definition/definition.ts';
import type { SubmissionFilter } from '../submissions/list/submission-in-list.ts';
import { isOpen, SUBMISSION_STATUSES, type SubmissionStatus } from '../submissions/submission-status.ts';

const GROUPS = ['waiting', 'open', 'closed'] as const;
const STATUSES_ASKED = [...GROUPS, ...SUBMISSION_STATUSES];
type StatusAsked = (typeof GROUPS)[number] | SubmissionStatus;
const LONGEST_SEARCH = 100;

/** The filter that the address asks for. Anything unknown, or not of this citizen, is left out. */
export type ListFilter = { profile: SubmissionFilter['profile']; status: StatusAsked | null; words: string };

export function readListFilter(query: Readonly<Record<string, unknown>>, citizen: SignedInCitizen): ListFilter {
  const { profile, status, q } = query;
  return {
    profile: profile === 'citizen' ? 'citizen' : ownProfile(profile, citizen),
    status: STATUSES_ASKED.find((known) => known === status) ?? null,
    words: typeof q === 'string' ? q.trim().slice(0, LONGEST_SEARCH) : '',
  };
}

function ownProfile(asked: unknown, citizen: SignedInCitizen): SubmissionFilter['profile'] {
  return typeof asked === 'string' ? (profileOf(citizen, asked)?.enterpriseNumber ?? null) : null;
}

type Reading = { definitions: readonly Definition[]; language: Language };

/** Returns the filter for the database: words become a reference, however it is written, or the démarches that hold them. */
export function submissionFilter(
  { profile, status, words }: ListFilter,
  { definitions, language }: Reading,
): SubmissionFilter {
  const reference = parseReference(words);
  const found = words === '' || reference !== null ? null : withWords(definitions, words, language);
  return { profile, statuses: statusesOf(status), slugs: found?.map(({ slug }) => slug) ?? null, reference };
}

function statusesOf(status: StatusAsked | null): readonly SubmissionStatus[] | null {
  switch (status) {
    case null:
      return null;
    case 'waiting':
      return ['to-complete', 'awaiting-payment'];
    case 'open':
      return SUBMISSION_STATUSES.filter(isOpen);
    case 'closed':
      return SUBMISSION_STATUSES.filter((one) => !isOpen(one));
    default:
      return [status];
  }
}

/** Returns the query of the address, « ?status=open », or nothing when nothing is asked for. */
export function queryOf({ profile, status, words }: ListFilter): string {
  const asked = { profile: profile ?? '', status: status ?? '', q: words };
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString();
  return query === '' ? '' : `?${query}`;
}

/** The model of views/partials/my-space/list-filter.ejs. `profile` is null for somebody with one profile only. */
export type FilterForm = {
  title: string;
  action: string;
  profile: SelectField | null;
  status: SelectField;
  words: { label: string; value: string };
  button: string;
};

export function filterForm(filter: ListFilter, citizen: SignedInCitizen, { t, at }: Shell): FilterForm {
  const form = { values: { profile: filter.profile ?? '', status: filter.status ?? '' }, errors: [] };
  const profiles = [
    { value: '', label: t('my-space:filter.allProfiles') },
    { value: 'citizen', label: fullName(citizen) },
    ...citizen.profiles.map(({ enterpriseNumber, name }) => ({ value: enterpriseNumber, label: name })),
  ];
  const statuses = [
    { value: '', label: t('my-space:filter.allStatuses') },
    ...GROUPS.map((value) => ({ value, label: t(`my-space:filter.${value}`) })),
    ...SUBMISSION_STATUSES.map((value) => ({ value, label: t(`submissions:status.${value}`) })),
  ];
  const profile = { label: t('my-space:filter.profile'), choices: profiles };
  return {
    title: t('my-space:filter.title'),
    action: `${at('/my-space')}#requests`,
    profile: citizen.profiles.length === 0 ? null : selectField('profile', form, profile),
    status: selectField('status', form, { label: t('web:word.status'), choices: statuses }),
    words: { label: t('my-space:filter.words'), value: filter.words },
    button: t('web:word.filter'),
  };
}
