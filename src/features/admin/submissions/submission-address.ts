import type { Response } from 'express';
import { shellOf } from '../../../web/page/locals.ts';
import { type OwnPath, withQuery } from '../../../web/pipeline/own-path.ts';
import { readListQuery } from './list/list-query.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';

/**
 * Returns the address of the page of a submission or, with « decision », of a page under it. The address keeps the list
 * that led there.
 */
export type SubmissionAddress = (under?: string) => OwnPath;

/**
 * Returns the query of the list that led here, such as « ?view=mine », or an empty text. It is in the address, so that
 * each tab has its own.
 */
export const listKept = (res: Response): string => readListQuery(res.req.query['list']);

/** `reference` is eleven digits. */
export function submissionAddress(res: Response, reference: string): SubmissionAddress {
  const list = listKept(res);
  const here = staffSubmissionPath(reference);
  const { at } = shellOf(res);
  return (under) => withQuery(at(under === undefined ? here : `${here}/${under}`), { list });
}
