import type { Request, Response } from 'express';
import { view } from '../../web/page/view.ts';

export type Desk = { anchor: string; name: string; address: string };
export type ContactPage = { title: string; desks: Desk[] };
const contactView = view<ContactPage>('site/contact');

const DESKS = ['townHall', 'technical', 'social'] as const;

export const contactPage = () => ({
  get(_req: Request, res: Response): void {
    const { t, commune } = res.locals.shell;
    const desks = DESKS.map((name) => ({
      anchor: name,
      name: t(`site:contact.${name}`),
      address: name === 'townHall' ? commune.address : t(`site:contact.${name}Address`),
    }));
    contactView.render(res, { title: t('site:contact.title'), desks });
  },
});
