import type { Response } from 'express';
import { shellOf } from '../../../web/page/locals.ts';
import { type OwnPath, withQuery } from '../../../web/pipeline/own-path.ts';
import { readListQuery } from './list/list-query.ts';
import { staffSubmissionPath } from './staff-submission-path.ts';

/** The page of a submission or, with « decision », one under it. It keeps the list that led there. */
export type SubmissionAddress = (under?: string) => OwnPath;

/** The list that led here, as the address carries it: each tab has its own. « ?view=mine », or nothing. */
export const listKept = (res: Response): string => readListQuery(res.req.query['list']);

/** `reference` is eleven digits. */
export function submissionAddress(res: Response, reference: string): SubmissionAddress {
  const list = listKept(res);
  const here = staffSubmissionPath(reference);
  const { at } = shellOf(res);
  return (under) => withQuery(at(under === undefined ? here : `${here}/${under}`), { list });
}
