import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import { formatDate, formatNumber } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import { view } from '../../../web/page/view.ts';
import { type OwnPath, withQuery } from '../../../web/pipeline/own-path.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { figureName } from '../statistics/figure-names.ts';
import {
  type DueAsked,
  type DueGroup,
  type DueReference,
  listDueGroups,
  listDueReferences,
  REFERENCES_A_PAGE,
} from './due-submissions.repository.ts';
import { FATES } from './fates.ts';
import { listRetentionRuns, type RetentionRun } from './retention-runs.repository.ts';
import { actWords, runPath, runTag } from './run-words.ts';

/** The references of one démarche, as a dry run shows them. */
export type DryRun = {
  heading: string;
  lines: { reference: string; closed: string }[];
  next: OwnPath | null;
  /** The address of the page that proposes a run; null when no request is due. */
  propose: OwnPath | null;
};
export type RetentionPage = {
  title: string;
  groups: { name: string; fate: string; years: string; due: string; href: OwnPath }[];
  dryRun: DryRun | null;
  runs: { name: string; fate: string; tag: Tag; proposed: string; href: OwnPath }[];
};
const retentionView = view<RetentionPage>('admin/retention/retention');
type RetentionApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };
type Words = { procedures: Procedures; shell: Shell };
/** A larger count is written « 1 000+ ». */
const COUNTED = 1_000;

const Asked = z.object({
  procedure: z.string().max(100),
  fate: z.enum(FATES),
  after: z
    .string()
    .regex(/^\d{11}$/)
    .catch(''),
});

/**
 * The page that shows administrators which requests were closed for longer than their privacy notice allows, and what
 * becomes of them.
 */
export const retentionPage = ({ clock, db, procedures }: RetentionApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const shell = shellOf(res);
    const words = { procedures, shell };
    const now = clock.now();
    const asked = readAsked(req.query);
    const [groups, found, runs] = await Promise.all([
      listDueGroups(db, now),
      asked === null ? null : listDueReferences(db, asked, now),
      listRetentionRuns(db),
    ]);
    retentionView.render(res, {
      title: shell.t('admin:retention.title'),
      groups: groups.map((group) => groupShown(group, words)),
      dryRun: asked === null || found === null ? null : dryRunShown(found, asked, words),
      runs: runs.map((run) => runShown(run, words)),
    });
  },
});

/** Returns null when the address asks for no dry run, or for an invalid one. */
function readAsked(query: Readonly<Record<string, unknown>>): DueAsked | null {
  const { success, data } = Asked.safeParse(query);
  return success ? { slug: data.procedure, fate: data.fate, after: data.after } : null;
}

function groupShown({ slug, fate, years, due }: DueGroup, words: Words): RetentionPage['groups'][number] {
  const { t, at, language } = words.shell;
  const most = formatNumber(Math.min(due, COUNTED), language);
  return {
    name: figureName('slug', slug, words),
    fate: t(`admin:retention.${fate}`),
    years: t('admin:retention.years', { count: years }),
    due: due > COUNTED ? `${most}+` : most,
    href: withQuery(at('/admin/retention'), { procedure: slug, fate }),
  };
}

function dryRunShown(found: readonly DueReference[], { slug, fate }: DueAsked, words: Words): DryRun {
  const { t, at, language } = words.shell;
  const shown = found.slice(0, REFERENCES_A_PAGE);
  const last = shown.at(-1);
  const more = found.length > shown.length && last !== undefined;
  const asked = { procedure: slug, fate };
  return {
    heading: t('admin:retention.dryRun.of', {
      procedure: figureName('slug', slug, words),
      fate: t(`admin:retention.${fate}`),
    }),
    lines: shown.map(({ reference, closedAt }) => ({
      reference: formatReference(reference),
      closed: t('admin:retention.closed', { day: formatDate(closedAt, language) }),
    })),
    next: more ? withQuery(at('/admin/retention'), { ...asked, after: last.reference }) : null,
    propose: last === undefined ? null : withQuery(at('/admin/retention/proposal'), asked),
  };
}

function runShown(run: RetentionRun, words: Words): RetentionPage['runs'][number] {
  const { shell } = words;
  return {
    name: figureName('slug', run.slug, words),
    fate: shell.t(`admin:retention.${run.fate}`),
    tag: runTag(run, shell),
    proposed: actWords({ name: run.proposedByName, at: run.proposedAt }, shell),
    href: runPath(run, shell),
  };
}
