import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { type LocalDate, localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { type Radios, radiosField, type SelectField, selectField } from '../../../web/form/fields.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { signedInOf } from '../../accounts/signed-in-citizen.ts';
import { AUDIENCES, type Audience } from '../definition/audiences.ts';
import type { Definition } from '../definition/definition.ts';
import { THEMES, type Theme } from '../definition/themes.ts';
import type { Procedures } from '../versions/procedures.ts';
import { type Filter, searchCatalogue } from './catalogue-search.ts';
import { notOpenText } from './opening-text.ts';

export type CatalogueRow = {
  href: string;
  name: TextInLanguage;
  summary: TextInLanguage;
  audiences: string;
  /** Why it cannot be begun today; null while it can. */
  notOpen: string | null;
};
export type CataloguePage = {
  title: string;
  words: string;
  audience: Radios;
  theme: SelectField;
  found: string;
  rows: CatalogueRow[];
};
const catalogueView = view<CataloguePage>('procedures/catalogue/catalogue');
const LONGEST_SEARCH = 100;

/**
 * Shows the démarches by audience (first that of the profile in use), theme and words. It needs no SQL, as the
 * definitions are in memory.
 */
export const cataloguePage = ({ clock }: Pick<App, 'clock'>, procedures: Pick<Procedures, 'definitions'>) => ({
  get(req: Request, res: Response): void {
    const shell = shellOf(res);
    const { t, language } = shell;
    const filter = filterOf(req, signedInOf(res)?.actingProfile?.kind ?? 'citizen');
    const today = localDateOf(clock.now());
    const found = searchCatalogue(procedures.definitions, filter, language);
    catalogueView.render(res, {
      title: t('web:footer.procedures'),
      words: filter.words,
      audience: audienceField(filter, shell),
      theme: themeField(filter, shell),
      found:
        found.length === 0 ? t('procedures:catalogue.none') : t('procedures:catalogue.found', { count: found.length }),
      rows: found.map((definition) => rowOf(definition, today, shell)),
    });
  },
});

/**
 * Reads the filter from the address. An unknown audience becomes that of the profile in use, and an unknown theme is
 * ignored.
 */
function filterOf(req: Request, acting: Audience): Filter {
  const { audience, theme, q } = req.query;
  return {
    audience: AUDIENCES.find((known) => known === audience) ?? acting,
    theme: THEMES.find((known) => known === theme) ?? null,
    words: typeof q === 'string' ? q.slice(0, LONGEST_SEARCH) : '',
  };
}

function audienceField({ audience }: Filter, { t }: Shell): Radios {
  const choices = AUDIENCES.map((value) => ({ value, label: t(`procedures:audience.${value}`) }));
  const question = { name: 'audience', legend: t('procedures:catalogue.audience'), choices };
  return radiosField(question, { values: { audience }, errors: [] });
}

function themeField({ theme }: Filter, { t }: Shell): SelectField {
  const known = THEMES.map((value: Theme) => ({ value: value as string, label: t(`procedures:theme.${value}`) }));
  const choices = [{ value: '', label: t('procedures:catalogue.allThemes') }, ...known];
  const form = { values: { theme: theme ?? '' }, errors: [] };
  return selectField('theme', form, { label: t('procedures:catalogue.theme'), choices });
}

function rowOf(definition: Definition, today: LocalDate, shell: Shell): CatalogueRow {
  const { slug, name, summary, audiences } = definition;
  const { t, at, language } = shell;
  return {
    href: at(`/procedures/${slug}`),
    name: inLanguage(name, language),
    summary: inLanguage(summary, language),
    audiences: audiences.map((audience) => t(`procedures:audience.${audience}`)).join(' · '),
    notOpen: notOpenText(definition, today, shell),
  };
}
