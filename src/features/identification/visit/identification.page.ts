import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { deskCode } from '../../../domain/desk-code.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { TOLD, type Told } from '../refusal.ts';
import { type Asked, askedOf, draftIn, organisationIn, withAsked } from './asked.ts';

/** `merge` is where one asks that two accounts become one; null unless the person has another account. */
type Refusal = { title: string; text: string; merge: OwnPath | null };
export type IdentificationPage = {
  title: string;
  back: OwnPath;
  /** The reason why the last try failed; null at the first. */
  refusal: Refusal | null;
  why: string;
  /** Null where the portal knows no FAS. */
  departure: OwnPath | null;
  submit: string;
  /** The code by which the desk finds the draft; null where the person did not come from a draft. */
  deskCode: string | null;
};
const identificationView = view<IdentificationPage>('identification/visit/identification');

/** Why one is asked for the card, what will be kept, and the ways on for those who cannot. */
export const identificationPage = (app: Pick<App, 'config' | 'fas'>) => ({
  get(req: Request, res: Response): void {
    const told = z.enum(TOLD).safeParse(req.query['refused']).data ?? null;
    const { t, at } = shellOf(res);
    const asked = askedOf(app, req.query, at('/account/identity'));
    const draft = draftIn(asked.next);
    const page: IdentificationPage = {
      title: t('identification:visit.title'),
      back: asked.next,
      refusal: told === null ? null : refusalOf(told, res),
      why: whyOf(asked, res),
      departure: app.fas === null ? null : withAsked(at('/identification/departure'), asked),
      deskCode: draft === null ? null : deskCode(draft),
      submit: t(told === null ? 'identification:visit.submit' : 'identification:visit.again'),
    };
    identificationView.render(res, page, told === 'away' ? 503 : 200);
  },
});

function whyOf({ next, level }: Asked, res: Response): string {
  const { t } = shellOf(res);
  if (organisationIn(next) !== null) return t('identification:visit.why.organisation');
  return t(draftIn(next) === null ? 'identification:visit.why.account' : `identification:visit.why.${level}`);
}

function refusalOf(told: Told, res: Response): Refusal {
  const { t, at } = shellOf(res);
  const merge = told === 'tied-elsewhere' ? at('/account/merge') : null;
  return { title: t(`identification:refused.${told}.title`), text: t(`identification:refused.${told}.text`), merge };
}
