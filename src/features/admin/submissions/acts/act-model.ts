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
  /** The sentence that says that a colleague or the citizen came first; null otherwise. */
  late: string | null;
  version: number;
  controls: readonly ActControl[];
  /** The sentence shown in place of the form when the status of the submission does not allow the act. */
  notNow: string;
};
type Drawn = {
  words: ActWords;
  controls: readonly ActControl[];
  late: 'changed' | 'refused' | null;
  /** The revision that the form was shown with. */
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
