import { fullName } from '../../../../domain/person-name.ts';
import type { TextArea } from '../../../../web/form/fields.ts';
import { emptyForm } from '../../../../web/form/parse.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import { closingReason } from '../acts/closing.ts';
import type { HandledFrame } from './handled-frame.repository.ts';

/** The model of views/partials/handled/batch.ejs: what can be done with the rows that are ticked. */
export type BatchControls = {
  action: OwnPath;
  /** The words of each tick box for a screen reader; the reference follows them. */
  tick: string;
  legend: string;
  /** The query of the list, so that the result leads back to it. */
  list: string;
  take: string;
  assignee: string;
  colleagues: { value: string; label: string }[];
  assign: string;
  closing: string;
  reason: TextArea;
  close: string;
};

export function batchControls(list: string, { colleagues }: HandledFrame, { t, at }: Shell): BatchControls {
  return {
    action: at('/admin/submissions/batch'),
    tick: t('admin:batch.tick'),
    legend: t('admin:batch.legend'),
    list,
    take: t('admin:assignment.take'),
    assignee: t('admin:assignment.assignee'),
    colleagues: colleagues.map((one) => ({ value: one.id, label: fullName(one) })),
    assign: t('admin:assignment.submit'),
    closing: t('admin:batch.closing'),
    reason: closingReason(emptyForm(['reason']), t),
    close: t('admin:batch.close'),
  };
}
