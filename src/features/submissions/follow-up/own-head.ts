import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Tag } from '../../../web/page/tag.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { ReadSubmission } from './read-submission.ts';
import { statusTag } from './submission-facts.ts';
import { submissionPath } from './submission-path.ts';

/** The model of views/partials/submission/own-head.ejs, above each act of a citizen: which request, and where it stands. */
export type OwnHead = { back: OwnPath; backText: string; reference: string; name: TextInLanguage; status: Tag };

export function ownHead({ submission, definition }: ReadSubmission, shell: Shell): OwnHead {
  const { t, at, language } = shell;
  return {
    back: at(submissionPath(submission.reference)),
    backText: t('submissions:act.back'),
    reference: formatReference(submission.reference),
    name: inLanguage(definition.name, language),
    status: statusTag(submission.status, shell),
  };
}
