import { inLanguage, type TextInLanguage } from '../../../../domain/localized-text.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { type ErrorSummary, errorSummary } from '../../../../web/form/fields.ts';
import type { Tag } from '../../../../web/page/tag.ts';
import { statusTag } from '../../../submissions/follow-up/submission-facts.ts';
import type { ActControl, ActShown, ActWords } from './act.ts';

export type ActPage = ActWords & {
  back: string;
  reference: string;
  name: TextInLanguage;
  status: Tag;
  summary: ErrorSummary;
  /** Why nothing was changed, where a colleague or the citizen came first; null elsewhere. */
  late: string | null;
  version: number;
  controls: readonly ActControl[];
  /** Said where its status does not let the act, in place of the form. */
  notNow: string;
};
type Drawn = {
  words: ActWords;
  controls: readonly ActControl[];
  late: 'changed' | 'refused' | null;
  /** The revision that the form stands on. */
  version: number;
};

export function actModel({ opened, form, back, shell }: ActShown, { words, controls, late, version }: Drawn): ActPage {
  const { t, language } = shell;
  const { submission, definition } = opened;
  return {
    ...words,
    back,
    reference: formatReference(submission.reference),
    name: inLanguage(definition.name, language),
    status: statusTag(submission.status, shell),
    summary: errorSummary(form, t),
    late: late === null ? null : t(`admin:act.${late}`),
    version,
    controls,
    notNow: t('admin:act.notNow'),
  };
}
