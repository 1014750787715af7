import type { Request, Response } from 'express';
import { view } from '../../web/view.ts';

export type ContactPage = { title: string };
const contactView = view<ContactPage>('site/contact');

export const contactPage = () => ({
  get(_req: Request, res: Response): void {
    contactView.render(res, { title: res.locals.shell.t('site:contact.title') });
  },
});
