import type { Request, Response } from 'express';
import type { App } from '../../app.ts';
import type { Db } from '../../platform/database.ts';
import type { PageAsked } from '../../platform/postgres/pages.ts';
import { readTogether } from '../../platform/postgres/read-together.ts';
import { listPage, type Paging, pageAsked, pagingOf } from '../../web/form/paging.ts';
import type { SafeHtml } from '../../web/page/html.ts';
import { shellOf } from '../../web/page/locals.ts';
import { namedText } from '../../web/page/named-text.ts';
import type { Shell } from '../../web/page/shell.ts';
import { view } from '../../web/page/view.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';
import type { Procedures } from '../procedures/versions/procedures.ts';
import { getProfilesOverview } from '../profiles/profiles-overview.repository.ts';
import { type DraftRow, draftRows } from '../submissions/draft/draft-rows.ts';
import type { SubmissionFilter } from '../submissions/list/submission-in-list.ts';
import { submissionRows } from '../submissions/list/submission-rows.ts';
import {
  getSubmissionsOverview,
  type SubmissionsOverview,
} from '../submissions/list/submissions-in-list.repository.ts';
import { type ClaimOffer, claimOffer, claimWay } from './claim/claim-offer.ts';
import { type FilterForm, filterForm, queryOf, readListFilter, submissionFilter } from './list-filter.ts';
import { type ProfileParts, profileParts } from './profile-parts.ts';
import {
  listWays,
  type NoRequests,
  noRequests,
  type RequestTable,
  requestTable,
  type WaitingRow,
  waitingRow,
} from './request-table.ts';
import { type UnreachedEmail, unreachedEmail } from './unreached-email.ts';

export type NextStep = { href: string; title: string; text: string };
export type MySpacePage = ProfileParts & {
  title: string;
  welcome: SafeHtml;
  /** The address at which the commune may not reach the person; null when it does. */
  unreached: UnreachedEmail | null;
  /** The offer to bring in what was filed without an account and with their address; null for nothing. */
  claimable: ClaimOffer | null;
  /** The requests that the citizen has to pay or to complete, the longest waiting first. */
  waiting: WaitingRow[];
  /** Démarches begun and not filed, the last changed first. */
  drafts: DraftRow[];
  /** Null while nothing was ever filed. */
  filter: FilterForm | null;
  requests: RequestTable;
  /** The words that stand in place of an empty list. */
  none: NoRequests;
  paging: Paging;
  /** Links: what can be done with the list, and how a request filed without an account comes into it. */
  ways: { href: string; text: string }[];
  nextSteps: NextStep[];
};
const mySpaceView = view<MySpacePage>('my-space/my-space');

const STEPS = [
  ['start', '/procedures'],
  ['learn', '/faq'],
  ['profile', '/faq#create-profile'],
  ['account', '/account'],
] as const;

type MySpaceApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };

/** Shows the dashboard. What waits for the citizen comes first; it then says what can be done next. */
export const mySpacePage = (app: MySpaceApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const { t, at } = shell;
    const { citizen } = citizenOf(res);
    const asked = readListFilter(req.query, citizen);
    const query = queryOf(asked);
    const { definitions } = app.procedures;
    const filter = submissionFilter(asked, { definitions, language: shell.language });
    const page = pageAsked(req.query['after']);
    const [profiles, { drafts, waiting, listed, claimable }] = await readTogether(app.db, (db) =>
      Promise.all([getProfilesOverview(db, citizen.id), readSubmissions(db, { citizenId: citizen.id, filter, page })]),
    );
    const words = { procedures: app.procedures, citizen, shell };
    const [rows, waitingRows] = [await submissionRows(listed.rows, words), await submissionRows(waiting, words)];
    const nothing = rows.length === 0;
    mySpaceView.render(res, {
      title: t('web:header.mySpace'),
      welcome: namedText(t, 'my-space:welcome', { name: citizen.firstName }),
      unreached: unreachedEmail(citizen, shell),
      claimable: claimOffer(claimable, shell),
      waiting: waitingRows.map((row) => waitingRow(row, shell)),
      drafts: await draftRows(drafts, { ...words, now: app.clock.now() }),
      ...profileParts(profiles, app.clock.now(), shell),
      filter: nothing && query === '' ? null : filterForm(asked, citizen, shell),
      requests: requestTable(rows, shell),
      none: noRequests(query !== '', shell),
      paging: pagingOf(listed, { path: `${at('/my-space')}${query}`, anchor: 'requests', newestFirst: true, t }),
      ways: [...(nothing ? [] : listWays(query, shell)), claimWay(shell)],
      nextSteps: nextSteps(shell),
    });
  },
});

type Reading = { citizenId: string; filter: SubmissionFilter; page: PageAsked };

/** Reads one page of the list together with what is begun and what waits, in one statement. */
async function readSubmissions(db: Db, { citizenId, filter, page }: Reading) {
  let overview: SubmissionsOverview = { drafts: [], waiting: [], submissions: [], claimable: 0 };
  const listed = await listPage(page, async (rows) => {
    overview = await getSubmissionsOverview(db, { citizenId, filter, ...rows });
    return overview.submissions;
  });
  return { ...overview, listed };
}

const nextSteps = ({ t, at }: Shell): NextStep[] =>
  STEPS.map(([name, path]) => ({
    href: at(path),
    title: t(`my-space:next.${name}.title`),
    text: t(`my-space:next.${name}.text`),
  }));
