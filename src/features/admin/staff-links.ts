import type { RequestHandler } from 'express';
import { shellOf } from '../../web/page/locals.ts';
import { requestedPath } from '../../web/pipeline/own-path.ts';
import { staffOf } from '../staff/signed-in-staff.ts';
import { mayOpen, STAFF_PAGES } from './staff-pages.ts';

/** The pages where work begins, in the order of the banner. */
const BEGINNINGS = [
  { page: 'waiting', text: 'admin:waiting.title' },
  { page: 'citizens', text: 'helpdesk:search.title' },
  { page: 'submissions', text: 'admin:list.title' },
  { page: 'deskList', text: 'admin:desk.title' },
  { page: 'statistics', text: 'admin:statistics.title' },
  { page: 'jobs', text: 'admin:jobs.title' },
  { page: 'procedures', text: 'web:footer.procedures' },
  { page: 'settings', text: 'commune:title' },
  { page: 'staff', text: 'staff:accounts.title' },
  { page: 'retention', text: 'admin:retention.title' },
  { page: 'operations', text: 'admin:operations.title' },
  { page: 'audit', text: 'audit:title' },
] as const;

/** Gives the banner the pages that the roles of the signed-in person open, where there is more than one. */
export const showStaffLinks: RequestHandler = (req, res, next) => {
  const shell = shellOf(res);
  const { roles } = staffOf(res);
  const links = BEGINNINGS.filter(({ page }) => mayOpen(roles, page)).map(({ page, text }) => {
    const { path } = STAFF_PAGES[page];
    const href = shell.at(path === '/' ? '/admin' : `/admin${path}`);
    return { href, text: shell.t(text), current: requestedPath(req).split('?')[0] === href };
  });
  if (shell.staff !== null && links.length > 1) shell.staff = { ...shell.staff, links };
  next();
};
