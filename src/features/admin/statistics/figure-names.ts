import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../domain/language.ts';
import { inLanguage } from '../../../domain/localized-text.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import type { Dimension } from '../../submissions/figures/figures.repository.ts';
import { CHANNELS } from '../../submissions/submission.ts';

const Day = z.iso.date();
const KINDS = ['citizen', 'enterprise', 'association'] as const;
type Reading = { procedures: Procedures; shell: Pick<Shell, 't' | 'language'> };

/** Names the value of a dimension in the language of the page; what is no longer known is named as it stands. */
export function figureName(by: Dimension, value: string, { procedures, shell }: Reading): string {
  const { t, language } = shell;
  switch (by) {
    case 'slug':
      return procedureName(procedures, value, language);
    case 'department':
      return departmentName(value, language).text;
    case 'week':
      return Day.safeParse(value).success
        ? t('admin:statistics.week', { day: formatLocalDate(value, language) })
        : value;
    case 'language':
      return known(LANGUAGES, value, (one) => t(`accounts:language.${one}`));
    case 'kind':
      return known(KINDS, value, (one) => t(`admin:statistics.kind.${one}`));
    case 'channel':
      return known(CHANNELS, value, (one) => t(`submissions:channel.${one}`));
  }
}

function procedureName(procedures: Procedures, slug: string, language: Language): string {
  const current = procedures.current(slug);
  return current === null ? slug : inLanguage(current.definition.name, language).text;
}

function known<Name extends string>(names: readonly Name[], value: string, say: (name: Name) => string): string {
  const found = names.find((name) => name === value);
  return found === undefined ? value : say(found);
}
