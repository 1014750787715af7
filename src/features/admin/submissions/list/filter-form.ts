import { inLanguage } from '../../../../domain/localized-text.ts';
import { fullName } from '../../../../domain/person-name.ts';
import {
  type Checkboxes,
  checkboxesField,
  type SelectField,
  selectField,
  type TextField,
  textField,
} from '../../../../web/form/fields.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { isHandled } from '../../../procedures/definition/definition.ts';
import { DEPARTMENTS, departmentName } from '../../../procedures/definition/departments.ts';
import type { Procedures } from '../../../procedures/versions/procedures.ts';
import { SUBMISSION_STATUSES } from '../../../submissions/submission-status.ts';
import { type HandledFilter, handledQuery, isNarrowed, PROFILE_KINDS, readHandledFilter } from './handled-filter.ts';
import type { HandledFrame } from './handled-frame.repository.ts';

type Day = { name: 'from' | 'to'; label: string; value: string };
/** The model of views/partials/handled/filter.ejs. It keeps the view, and stands open when more than the view is asked for. */
export type HandledFilterForm = {
  title: string;
  open: boolean;
  action: string;
  /** The parts of the address that the form sends again although none of its controls shows them. */
  kept: Kept[];
  selects: SelectField[];
  /** The names of the filters that ask for what is no longer there. */
  gone: string[];
  days: Day[];
  overdue: Checkboxes;
  submit: string;
  clear: { href: string; text: string } | null;
};

type Kept = { name: string; value: string };
/** The model of views/partials/handled/search.ejs, which keeps the view and the filters. */
export type SearchForm = { action: string; kept: Kept[]; field: TextField; submit: string };

export function searchForm(filter: HandledFilter, problem: string | null, { t, at }: Shell): SearchForm {
  const errors = problem === null ? [] : [{ field: 'q', message: problem }];
  const words = { label: t('admin:list.search'), hint: t('admin:list.search.hint'), type: 'search' } as const;
  return {
    action: at('/admin/submissions'),
    kept: keptOf({ ...filter, q: null }),
    field: textField('q', { values: { q: filter.q ?? '' }, errors }, words),
    submit: t('web:word.search'),
  };
}

const NO_FILTER = readHandledFilter({});
const keptOf = (filter: HandledFilter): Kept[] =>
  [...new URLSearchParams(handledQuery(filter))].map(([name, value]) => ({ name, value }));

type Around = { procedures: Procedures; frame: HandledFrame; staffId: string; shell: Shell };

export function handledFilterForm(filter: HandledFilter, around: Around): HandledFilterForm {
  const { t, at } = around.shell;
  const path = at('/admin/submissions');
  const narrowed = isNarrowed({ ...filter, q: null });
  const selects = selectsOf(filter, around);
  const gone = t('admin:list.filter.gone');
  return {
    title: t('admin:list.filter.title'),
    open: narrowed,
    action: path,
    kept: keptOf({ ...NO_FILTER, view: filter.view, q: filter.q }),
    selects,
    gone: selects.filter(({ choices }) => choices.some(({ label }) => label === gone)).map(({ label }) => label),
    days: (['from', 'to'] as const).map((name) => ({
      name,
      label: t(`admin:list.filter.${name}`),
      value: filter[name] ?? '',
    })),
    overdue: overdueBox(filter, around.shell),
    submit: t('web:word.filter'),
    clear: narrowed ? { href: `${path}?view=${filter.view}`, text: t('admin:list.filter.clear') } : null,
  };
}

function overdueBox({ overdue }: HandledFilter, { t }: Shell): Checkboxes {
  const choices = [{ value: '1', label: t('admin:list.filter.overdue') }];
  return checkboxesField({ name: 'overdue', choices }, { values: { overdue: overdue ? '1' : '' }, errors: [] });
}

type Choices = readonly { value: string; label: string }[];

function selectsOf(filter: HandledFilter, around: Around): SelectField[] {
  const { staffId, shell } = around;
  const { t } = shell;
  const { status, procedure, department, assignee, kind, sort } = filter;
  const asked = { status, procedure, department, assignee: assignee === staffId ? 'me' : assignee, kind, sort };
  const values = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? '']));
  const select = (name: Exclude<keyof typeof asked, 'sort'>, choices: Choices) => {
    const all = { value: '', label: t(`admin:list.filter.${name}.all`) };
    const known = [all, ...choices];
    const value = values[name] ?? '';
    const gone = known.some((one) => one.value === value) ? [] : [{ value, label: t('admin:list.filter.gone') }];
    const label = t(`admin:list.filter.${name}`);
    return selectField(name, { values, errors: [] }, { label, choices: [...known, ...gone] });
  };
  const statuses = SUBMISSION_STATUSES.map((value) => ({ value, label: t(`submissions:status.${value}`) }));
  const kinds = PROFILE_KINDS.map((value) => ({ value, label: t(`admin:list.filter.kind.${value}`) }));
  const sorts = (['newest', 'due'] as const).map((value) => ({ value, label: t(`admin:list.sort.${value}`) }));
  const departments = departmentChoices(around);
  return [
    select('status', statuses),
    select('procedure', procedureChoices(around)),
    ...(departments.length < 2 && department === null ? [] : [select('department', departments)]),
    ...(filter.view === 'mine' ? [] : [select('assignee', assigneeChoices(around))]),
    select('kind', kinds),
    ...(filter.view === 'overdue'
      ? []
      : [selectField('sort', { values, errors: [] }, { label: t('admin:list.filter.sort'), choices: sorts })]),
  ];
}

function departmentChoices({ frame, shell: { language } }: Around): Choices {
  return DEPARTMENTS.filter((one) => frame.departments.includes(one)).map((value) => ({
    value,
    label: departmentName(value, language).text,
  }));
}

/** Returns the démarches of one's departments, by name. */
function procedureChoices({ procedures, frame, shell: { language } }: Around): Choices {
  return procedures.definitions
    .filter(isHandled)
    .filter(({ department }) => frame.departments.includes(department))
    .map(({ slug, name }) => ({ value: slug, label: inLanguage(name, language).text }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}

function assigneeChoices({ frame, staffId, shell: { t } }: Around): Choices {
  const colleagues = [...frame.colleagues, ...frame.former]
    .filter(({ id }) => id !== staffId)
    .map((one) => ({ value: one.id, label: fullName(one) }));
  const ready = [
    { value: 'me', label: t('admin:list.filter.me') },
    { value: 'none', label: t('admin:list.nobody') },
  ];
  return [...ready, ...colleagues];
}
