import type { Request, Response } from 'express';
import type { CurrentCommune } from '../../domain/current-commune.ts';
import type { SafeHtml } from '../../web/page/html.ts';
import { shellOf } from '../../web/page/locals.ts';
import { loadLongText, type Section } from '../../web/page/long-texts.ts';
import { view } from '../../web/page/view.ts';

export type LegalPage = { title: string; introduction: SafeHtml; sections: Section[] };
const legalView = view<LegalPage>('site/legal');

export const legalPage = (name: 'terms' | 'privacy' | 'accessibility', commune: CurrentCommune) => {
  const texts = loadLongText(name, commune);
  return {
    get(_req: Request, res: Response): void {
      const { t, language } = shellOf(res);
      legalView.render(res, { title: t(`site:${name}.title`), ...texts(language) });
    },
  };
};
