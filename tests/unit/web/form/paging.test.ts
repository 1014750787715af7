import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import type { PageOfRows } from '../../../../src/platform/postgres/pages.ts';
import { type Listed, listPage, pageAsked, pagingOf, ROWS_A_PAGE } from '../../../../src/web/form/paging.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { commune } from '../../../support/commune.ts';

const { fr: t } = loadTexts(commune);
const Id = z.string().regex(/^\d+$/);
type Row = { id: string };

/** What a repository answers: in the order of the list, or against it when going back. */
function listOf(ids: readonly string[]) {
  return async ({ asked, limit }: PageOfRows): Promise<Row[]> => {
    const at = asked === null ? -1 : ids.indexOf(asked.from);
    if (asked !== null && at < 0) return [];
    const beyond = asked?.going === 'back' ? ids.slice(0, at).reverse() : ids.slice(at + 1);
    return beyond.slice(0, limit).map((id) => ({ id }));
  };
}
const idsOf = ({ rows }: Listed<Row>) => rows.map(({ id }) => id);

async function walk(ids: readonly string[]): Promise<Listed<Row>[]> {
  const pages: Listed<Row>[] = [];
  let key: string | null = '';
  while (key !== null && pages.length <= ids.length) {
    const page: Listed<Row> = await listPage(pageAsked(key, Id), listOf(ids));
    pages.push(page);
    key = page.next;
  }
  return pages;
}

describe('the pages of a list', () => {
  const sizes = fc.integer({ min: 0, max: 5 * ROWS_A_PAGE + 3 });
  const idsUpTo = (size: number) => Array.from({ length: size }, (_, index) => String(index + 1));

  it('hold each row once, twenty at a time, from the first to the last', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const ids = idsUpTo(size);
        const pages = await walk(ids);
        assert.deepEqual(pages.flatMap(idsOf), ids);
        assert.equal(pages.length, Math.max(1, Math.ceil(size / ROWS_A_PAGE)));
        for (const page of pages.slice(0, -1)) assert.equal(page.rows.length, ROWS_A_PAGE);
      }),
    );
  });

  it('lead back the way one came, to a first page that leads nowhere before', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const ids = idsUpTo(size);
        const pages = await walk(ids);
        let page = pages.at(-1);
        for (const before of pages.slice(0, -1).reverse()) {
          assert.ok(page?.previous);
          page = await listPage(pageAsked(page.previous, Id), listOf(ids));
          assert.deepEqual(idsOf(page), idsOf(before));
          assert.deepEqual(page.next === null, before.next === null);
        }
        assert.equal(page?.previous, null);
      }),
    );
  });

  it('neither repeat nor skip a row when others come before them meanwhile', async () => {
    const ids = idsUpTo(50);
    const first = await listPage(null, listOf(ids));
    const second = await listPage(pageAsked(first.next, Id), listOf(['900', '901', ...ids]));
    assert.deepEqual(idsOf(second), ids.slice(20, 40));
  });

  it('begin again where the row they hang on is gone, or too few are left before it', async () => {
    const ids = idsUpTo(50);
    const first = await listPage(null, listOf(ids));
    const second = await listPage(pageAsked(first.next, Id), listOf(ids));
    const without = (gone: string) => ids.filter((id) => id !== gone);
    assert.deepEqual(idsOf(await listPage(pageAsked(first.next, Id), listOf(without('20')))).at(0), '1');
    const fewer = await listPage(pageAsked(second.previous, Id), listOf(without('3')));
    assert.deepEqual([idsOf(fewer).length, fewer.previous], [ROWS_A_PAGE, null]);
  });

  it('take an address that is none of ours for the first page', () => {
    const of = (words: string) => Buffer.from(words).toString('base64url');
    for (const after of [undefined, '', 'x', ['a'], of('on'), of('on abc'), of('up 3'), of('on 3 4'), of("on 3'")]) {
      assert.equal(pageAsked(after, Id), null, String(after));
    }
    assert.deepEqual(pageAsked(of('back 3'), Id), { going: 'back', from: '3' });
  });

  it('are called newer and older, whichever of them comes first', () => {
    const listed = { rows: [], previous: 'P', next: 'N' };
    const newest = pagingOf(listed, { path: '/fr/x', newestFirst: true, t });
    assert.deepEqual(newest.newer, { href: '/fr/x?after=P', text: 'Plus récents', rel: 'prev' });
    assert.deepEqual(newest.older, { href: '/fr/x?after=N', text: 'Plus anciens', rel: 'next' });
    const oldest = pagingOf(listed, { path: '/fr/x', newestFirst: false, t });
    assert.deepEqual(oldest.newer, { href: '/fr/x?after=N', text: 'Plus récents', rel: 'next' });
    assert.deepEqual(oldest.older, { href: '/fr/x?after=P', text: 'Plus anciens', rel: 'prev' });
  });
});
