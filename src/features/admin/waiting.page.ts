import type { Request, Response } from 'express';
import { view } from '../../web/view.ts';

export type WaitingPage = { title: string };
const waitingView = view<WaitingPage>('admin/waiting');

/** What waits for the one who is signed in: nothing yet. */
export const waitingPage = () => ({
  get(_req: Request, res: Response): void {
    waitingView.render(res, { title: res.locals.shell.t('admin:waiting.title') });
  },
});
