import type { LocalizedText } from '../../../domain/localized-text.ts';
import { type SummaryList, type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import { formatEuros, formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { delayText, feeText } from '../../procedures/catalogue/procedure-facts.ts';
import type { Closure } from '../../procedures/definition/closure.ts';
import type { Definition } from '../../procedures/definition/definition.ts';
import type { ProcedureSettings } from '../../procedures/settings/procedure-settings.ts';

type Words = Pick<Shell, 't' | 'language'>;

/** Returns the settings of a procedure in words, or those of its file where nothing was changed. */
export function settingsWords(settings: ProcedureSettings, file: Definition, shell: Words): SummaryList {
  const { t } = shell;
  const { closure, contact } = settings;
  const text = (label: string, said: LocalizedText | undefined): SummaryRow[] =>
    said === undefined ? [] : [summaryRow(label, linesOf(said))];
  const line = (label: string, said: string | undefined): SummaryRow[] =>
    said === undefined ? [] : [summaryRow(label, said)];
  return {
    rows: [
      summaryRow(t('admin:procedures.opening'), closureWords(closure, shell)),
      ...text(t('admin:procedures.closedText'), closure?.text),
      summaryRow(t('procedures:fact.fee'), [feeWords(settings, file, shell), ...noteLines(settings)]),
      summaryRow(t('procedures:fact.delay'), delayWords(settings, file, shell)),
      ...text(t('web:contact.desk'), contact?.desk),
      ...line(t('web:contact.phone'), contact?.phone),
      ...line(t('web:contact.email'), contact?.email),
      ...text(t('web:contact.post'), contact?.post),
      ...(contact === null ? [summaryRow(t('admin:procedures.contact'), t('admin:procedures.contact.none'))] : []),
    ],
  };
}

/** Returns a text in each of its languages. */
const linesOf = (said: LocalizedText): string[] => Object.values(said).filter((one) => one !== undefined);

function closureWords(closure: Closure | null, { t, language }: Words): string {
  if (closure === null) return t('admin:procedures.opening.open');
  const from = formatLocalDate(closure.from, language);
  if (closure.to === undefined) return t('admin:procedures.closedSince', { from });
  return t('admin:procedures.closedBetween', { from, to: formatLocalDate(closure.to, language) });
}

/** Returns the fee in words; « as in the file » alone would not tell the reader which fee that is. */
function feeWords({ fee }: ProcedureSettings, file: Definition, { t, language }: Words): string {
  if (fee?.kind === 'none') return t('procedures:fee.none');
  if (fee?.kind === 'fixed') return formatEuros(fee.amountCents / 100, language);
  return t('admin:procedures.asInFile', { value: fileFee(file, { t, language }) });
}

export function fileFee({ fee }: Definition, shell: Words): string {
  return feeText(fee, shell) ?? shell.t('admin:procedures.fee.toldLater');
}

const noteLines = ({ fee }: ProcedureSettings): string[] => (fee?.note === undefined ? [] : linesOf(fee.note));

function delayWords({ delay }: ProcedureSettings, file: Definition, { t }: Words): string {
  if (delay === null) return t('admin:procedures.asInFile', { value: delayText(file.delay, t) });
  return delayText({ ...file.delay, ...delay }, t);
}
