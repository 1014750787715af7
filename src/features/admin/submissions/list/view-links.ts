import { fullName } from '../../../../domain/person-name.ts';
import { formatNumber } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import { type OwnPath, withQuery } from '../../../../web/pipeline/own-path.ts';
import type { SavedView } from '../saved-views/saved-views.repository.ts';
import type { AskedList } from './asked-list.ts';
import { type HandledFilter, handledQuery, LIST_VIEWS, type ListView } from './handled-filter.ts';
import type { HandledFrame } from './handled-frame.repository.ts';

export type ViewLink = { href: string; text: string; count: string; current: boolean };
/** The model of views/partials/handled/views.ejs. `from` is who shares it; null for one's own. */
export type SavedViewLinks = {
  label: string;
  links: (Omit<ViewLink, 'count'> & { from: string | null; count: string | null })[];
};
/** The links to what can be done with the list that is shown. */
export type ViewTools = { href: OwnPath; text: string }[];

const SHOWN_AT_MOST = 1000;
const said = (count: number, { language }: Shell): string =>
  count > SHOWN_AT_MOST ? `${formatNumber(SHOWN_AT_MOST, language)}+` : formatNumber(count, language);

export function viewLinks({ filter, saved }: AskedList, { counts }: HandledFrame, shell: Shell): ViewLink[] {
  const { t, at } = shell;
  return LIST_VIEWS.map((value: ListView) => ({
    href: `${at('/admin/submissions')}?view=${value}`,
    text: t(`admin:list.view.${value}`),
    count: said(counts[value], shell),
    current: saved === null && value === filter.view,
  }));
}

type Saved = { views: readonly SavedView[]; counts: ReadonlyMap<string, number>; saved: SavedView | null };

/** Returns null when there is no saved view. A view whose count takes too long is shown without it. */
export function savedViewLinks({ views, counts, saved }: Saved, shell: Shell): SavedViewLinks | null {
  if (views.length === 0) return null;
  const { t, at } = shell;
  return {
    label: t('admin:views.saved'),
    links: views.map((one) => {
      const count = counts.get(one.id);
      const person = fullName({ firstName: one.ownerFirstName, lastName: one.ownerLastName });
      return {
        href: `${at('/admin/submissions')}?view=${one.id}`,
        text: one.name,
        from: one.mine ? null : t('admin:views.from', { person }),
        count: count === undefined ? null : said(count, shell),
        current: one.id === saved?.id,
      };
    }),
  };
}

type Around = { frame: HandledFrame; staffId: string; shell: Shell };

export function viewTools({ filter, saved, query }: AskedList, { frame, staffId, shell }: Around): ViewTools {
  const { t, at } = shell;
  const list = handledQuery(filter);
  const save = { href: withQuery(at('/admin/submissions/views'), { list }), text: t('admin:views.save') };
  const change = { href: at(`/admin/submissions/views/${saved?.id}`), text: t('admin:views.change') };
  const takeOver = absentOf(filter, { frame, staffId }).map((one) => ({
    href: withQuery(at(`/admin/submissions/take-over/${one.id}`), { list: query }),
    text: one.id === staffId ? t('admin:takeOver.link.own') : t('admin:takeOver.link', { person: fullName(one) }),
  }));
  return [...(saved === null ? [save] : []), ...(saved?.mayChange === true ? [change] : []), ...takeOver];
}

/** Returns the colleagues whose work is listed: the one of the filter, or all who left work in « to-take-over ». */
function absentOf({ view, assignee }: HandledFilter, { frame, staffId }: Omit<Around, 'shell'>) {
  if (assignee === null) return view === 'to-take-over' ? frame.former : [];
  const asked = assignee === 'me' ? staffId : assignee;
  return [...frame.colleagues, ...frame.former].filter(({ id }) => id === asked);
}

/** Returns the addresses of the list as a file. */
export function exportsOf(filter: HandledFilter, { at }: Shell): { xlsx: string; csv: string } {
  const query = handledQuery(filter);
  return {
    xlsx: `${at('/admin/submissions/export.xlsx')}${query}`,
    csv: `${at('/admin/submissions/export.csv')}${query}`,
  };
}
