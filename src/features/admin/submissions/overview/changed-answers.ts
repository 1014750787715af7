import type { App } from '../../../../app.ts';
import { formatDateTime } from '../../../../web/page/format.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { Answers } from '../../../procedures/definition/answers.ts';
import { type AnswerChange, answerChanges } from '../../../submissions/amendment/answer-changes.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import { eventLine } from '../../../submissions/follow-up/event-text.ts';
import type { SubmissionEvent, SubmissionEventContent } from '../../../submissions/handling/submission-event.ts';
import type { OpenedSubmission } from '../open-submission.ts';

/** The answers that a citizen changed at one moment after filing, each as it was before and after, in words. */
export type ChangedAnswers = {
  id: string;
  text: string;
  when: string;
  rows: AnswerChange[];
};
/** The model of views/partials/submission/changed-answers.ejs: with the heads of its columns. */
export type ChangesShown = ChangedAnswers & { question: string; before: string; after: string };
type Change = Pick<SubmissionEvent, 'id' | 'by' | 'happenedAt'> & {
  content: Extract<SubmissionEventContent, { name: 'completed' | 'corrected' }>;
};

/** Returns what was completed or corrected, the latest first, by going back from the answers of today. */
export function changedAnswers(
  { sealing }: Pick<App, 'sealing'>,
  opened: OpenedSubmission,
  reader: Pick<Shell, 't' | 'language'>,
): ChangedAnswers[] {
  const { submission } = opened;
  let after: Answers = submission.answers;
  return opened.events
    .flatMap(changeOf)
    .toReversed()
    .map(({ id, by, happenedAt, content }) => {
      const { fields, before: kept } = content.detail;
      const earlier = unsealAnswers(sealing, { of: submission.id, answers: kept });
      const before = { ...without(after, fields), ...earlier };
      const rows = answerChanges(opened, { fields, before, after }, reader);
      after = before;
      return {
        id: `change-${id}`,
        text: eventLine({ content, by }, { submission, reader, forStaff: true }).text,
        when: formatDateTime(happenedAt, reader.language),
        rows,
      };
    });
}

function changeOf({ content, ...event }: SubmissionEvent): Change[] {
  if (content.name !== 'completed' && content.name !== 'corrected') return [];
  return [{ ...event, content }];
}

const without = (answers: Answers, fields: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.includes(field)));
