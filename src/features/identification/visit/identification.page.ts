import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { TOLD, type Told } from '../refusal.ts';
import { askedOf, draftIn, withAsked } from './asked.ts';

export type IdentificationPage = {
  title: string;
  back: OwnPath;
  /** What became of the try before; null at the first. */
  refusal: { title: string; text: string } | null;
  why: string;
  /** Null where the portal knows no FAS. */
  departure: OwnPath | null;
  submit: string;
};
const identificationView = view<IdentificationPage>('identification/visit/identification');

/** Why one is asked for the card, what will be kept, and the ways on for those who cannot. */
export const identificationPage = (app: Pick<App, 'config' | 'fas'>) => ({
  get(req: Request, res: Response): void {
    const told = z.enum(TOLD).safeParse(req.query['refused']).data ?? null;
    const { t, at } = res.locals.shell;
    const asked = askedOf(app, req.query, at('/account/identity'));
    const page: IdentificationPage = {
      title: t('identification:visit.title'),
      back: asked.next,
      refusal: told === null ? null : refusalOf(told, res),
      why: t(
        draftIn(asked.next) === null ? 'identification:visit.why.account' : `identification:visit.why.${asked.level}`,
      ),
      departure: app.fas === null ? null : withAsked(at('/identification/departure'), asked),
      submit: t(told === null ? 'identification:visit.submit' : 'identification:visit.again'),
    };
    identificationView.render(res, page, told === 'away' ? 503 : 200);
  },
});

function refusalOf(told: Told, res: Response): { title: string; text: string } {
  const { t } = res.locals.shell;
  return { title: t(`identification:refused.${told}.title`), text: t(`identification:refused.${told}.text`) };
}
