import type { Request, Response } from 'express';
import { view } from '../../web/view.ts';
import { citizenOf } from '../accounts/signed-in-citizen.ts';

export type NextStep = { href: string; title: string; text: string };
export type MySpacePage = {
  title: string;
  welcome: string;
  /** The address still to confirm, null once it is. */
  unconfirmedEmail: string | null;
  nextSteps: NextStep[];
};
const mySpaceView = view<MySpacePage>('submissions/my-space');

const STEPS = [
  ['learn', '/faq'],
  ['profile', '/faq#create-profile'],
  ['account', '/account'],
] as const;

/** The dashboard. What waits for the citizen comes first; with nothing filed yet, it says what can be done next. */
export const mySpacePage = () => ({
  get(_req: Request, res: Response): void {
    const { t, at } = res.locals.shell;
    const { citizen } = citizenOf(res);
    const nextSteps = STEPS.map(([name, path]) => ({
      href: at(path),
      title: t(`submissions:next.${name}.title`),
      text: t(`submissions:next.${name}.text`),
    }));
    mySpaceView.render(res, {
      title: t('submissions:mySpace.title'),
      welcome: t('submissions:mySpace.welcome', { name: citizen.firstName }),
      unconfirmedEmail: citizen.emailConfirmedAt === null ? citizen.email : null,
      nextSteps,
    });
  },
});
