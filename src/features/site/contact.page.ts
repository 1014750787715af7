import type { Request, Response } from 'express';
import { shellOf } from '../../web/page/locals.ts';
import { view } from '../../web/page/view.ts';

export type Desk = { anchor: string; name: string; address: string };
export type ContactPage = { title: string; desks: Desk[] };
const contactView = view<ContactPage>('site/contact');

export const contactPage = () => ({
  get(_req: Request, res: Response): void {
    const { t, commune } = shellOf(res);
    const desks = [
      { anchor: 'townHall', name: t('web:contact.townHall'), address: commune.address },
      { anchor: 'technical', name: t('site:contact.technical'), address: commune.technicalDesk },
      { anchor: 'social', name: t('site:contact.social'), address: commune.socialDesk },
    ].filter((desk): desk is Desk => desk.address !== null);
    contactView.render(res, { title: t('web:footer.contact'), desks });
  },
});
