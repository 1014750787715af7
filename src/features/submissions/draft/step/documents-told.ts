import type { App } from '../../../../app.ts';
import type { Translate } from '../../../../web/page/texts.ts';
import type { StepDefinition } from '../../../procedures/definition/definition.ts';
import { inMegabytes } from '../../attachments/megabytes.ts';
import type { StepControl } from './controls.ts';
import { describedBy } from './field-control.ts';
import type { StepPage } from './step-model.ts';

/** Says beside each control for documents that those that were on their way when the session ended were not kept. */
export function tellLostDocuments(controls: readonly StepControl[], t: Translate): StepControl[] {
  return controls.map((control) => {
    if (control.kind !== 'field' || control.type !== 'file') return control;
    const told = { ...control, note: t('submissions:documents.lost') };
    return { ...told, describedBy: describedBy(told) };
  });
}

type Telling = { t: Translate; uploads: App['config']['documents']; resumed: boolean; guest: boolean };

/** Returns what a step says of documents; null where it asks for none. */
export function documentsTold(
  { fields }: StepDefinition,
  { t, uploads, resumed, guest }: Telling,
): StepPage['documents'] {
  if (!fields.some(({ type }) => type === 'file')) return null;
  const perFile = inMegabytes(uploads.bytesPerFile);
  const together = inMegabytes(uploads.bytesPerSubmission);
  return {
    limits: t('submissions:documents.limits', { perFile, together }),
    lost: resumed ? t('submissions:documents.lost') : null,
    uploads: { t, bytesPerFile: uploads.bytesPerFile, perFile, guest },
  };
}
