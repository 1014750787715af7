import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { fullName } from '../../../domain/person-name.ts';
import { type ErrorSummary, errorSummary, type TextField, textField } from '../../../web/form/fields.ts';
import { emptyForm, type Form, fieldsOf, firstForm, withError } from '../../../web/form/parse.ts';
import { RowId } from '../../../web/form/row-id.ts';
import { formatDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { takeFromQuota } from '../../../web/pipeline/rate-limit.ts';
import { staffActor } from '../../staff/signed-in-staff.ts';
import { accountTags } from '../account-tags.ts';
import { CITIZENS_PATH, citizenPath, EMAIL_CHANGES_PATH, MERGES_PATH } from '../helpdesk-paths.ts';
import { type FoundCitizen, listFoundCitizens } from './found-citizens.repository.ts';
import { findHelpdeskSearch, type HelpdeskSearch } from './helpdesk-searches.repository.ts';
import { searchCitizens } from './search-citizens.ts';
import { veiledAddress } from './veiled-address.ts';

export type FoundRow = { href: string; name: string; address: string; since: string; tags: Tag[] };
export type CitizensPage = {
  title: string;
  action: string;
  waiting: string;
  merges: string;
  summary: ErrorSummary;
  q: TextField;
  /** Null before a search. */
  found: { rows: FoundRow[]; said: string } | null;
  /** True when the search that the address names is no longer kept. */
  forgotten: boolean;
};
const citizensView = view<CitizensPage>('helpdesk/search/citizens');

type SearchApp = Pick<App, 'db' | 'quotas' | 'sealing'>;

/** The page that finds people. The address of a result holds the id of the search, never what was typed. */
export const citizensPage = (app: SearchApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const asked = req.query['search'];
    if (asked === undefined) return show(res, { form: firstForm(res, ['q'], {}), found: null, forgotten: false });
    const id = RowId.safeParse(asked);
    const search = id.success
      ? await findHelpdeskSearch(app.db, { id: id.data, staffMemberId: staffActor(res).id })
      : null;
    if (search === null) return show(res, { form: emptyForm(['q']), found: null, forgotten: true });
    const people = await listFoundCitizens(app.db, search.found);
    const found = {
      rows: people.map((person) => rowOf(person, search, shellOf(res))),
      said: said(people, search, res),
    };
    show(res, { form: emptyForm(['q'], { q: search.sought }), found, forgotten: false });
  },

  async post(req: Request, res: Response): Promise<void> {
    const { t, at } = shellOf(res);
    const { q = '' } = fieldsOf(req);
    const by = staffActor(res);
    const refuse = (problem: Extract<Awaited<ReturnType<typeof searchCitizens>>, { ok: false }>['problem']) => {
      // A text that may be a national number is not shown again.
      const form = emptyForm(['q'], problem === 'national' ? {} : { q });
      show(res, { form: withError(form, 'q', t(`helpdesk:search.problem.${problem}`)), found: null, forgotten: false });
    };
    if (q.trim() === '') return refuse('missing');
    await takeFromQuota(app.quotas.helpdeskSearches, by.id);
    const searched = await searchCitizens(app, { typed: q, by });
    if (!searched.ok) return refuse(searched.problem);
    res.redirect(303, at(`${CITIZENS_PATH}?search=${searched.id}`));
  },
});

type Shown = { form: Form<'q'>; found: CitizensPage['found']; forgotten: boolean };

function show(res: Response, { form, found, forgotten }: Shown): void {
  const { t, at } = shellOf(res);
  const q = textField('q', form, {
    label: t('helpdesk:search.label'),
    hint: t('helpdesk:search.hint'),
    type: 'search',
  });
  const page: CitizensPage = {
    title: t('helpdesk:search.title'),
    action: at(`${CITIZENS_PATH}/search`),
    waiting: at(EMAIL_CHANGES_PATH),
    merges: at(MERGES_PATH),
    summary: errorSummary(form, t),
    q,
    found,
    forgotten,
  };
  citizensView.renderForm(res, page, form);
}

function said(people: readonly FoundCitizen[], { more }: HelpdeskSearch, res: Response): string {
  const { t } = shellOf(res);
  if (people.length === 0) return t('helpdesk:search.none');
  return more
    ? t('helpdesk:search.more', { count: people.length })
    : t('helpdesk:search.found', { count: people.length });
}

/** The address is veiled unless it was typed, as a list also shows people who did not call. */
function rowOf(person: FoundCitizen, { by }: HelpdeskSearch, { t, at, language }: Shell): FoundRow {
  return {
    href: at(citizenPath(person.id)),
    name: fullName(person),
    address: by === 'email' ? person.email : veiledAddress(person.email),
    since: t('helpdesk:search.since', { day: formatDate(person.createdAt, language) }),
    tags: accountTags(person, t),
  };
}
