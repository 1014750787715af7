import type { FormShown } from '../../../web/form/fields.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { delayText } from '../../procedures/catalogue/procedure-facts.ts';
import type { Definition } from '../../procedures/definition/definition.ts';
import { amount, area, type ProcedureControl, radios } from './procedure-control.ts';
import { fileFee } from './settings-words.ts';

/** Returns the controls of the fee: as in the file, none, or another amount with a remark. */
export function feeControls(form: FormShown, file: Definition, { t, language }: Shell): ProcedureControl[] {
  const choices = [
    { value: 'file', label: t('admin:procedures.asInFile', { value: fileFee(file, { t, language }) }) },
    { value: 'none', label: t('procedures:fee.none') },
    { value: 'fixed', label: t('admin:procedures.fee.fixed') },
  ];
  return [
    radios(form, { name: 'fee', legend: t('procedures:fact.fee'), choices }),
    amount(form, 'feeAmount', { label: t('admin:procedures.feeAmount'), width: 10 }),
    area(form, 'feeNoteFr', t('admin:procedures.feeNoteFr')),
    area(form, 'feeNoteNl', t('admin:procedures.feeNoteNl')),
  ];
}

/** Returns the controls of the delay: as in the file, or another number of days. */
export function delayControls(form: FormShown, file: Definition, { t }: Shell): ProcedureControl[] {
  const choices = [
    { value: 'file', label: t('admin:procedures.asInFile', { value: delayText(file.delay, t) }) },
    { value: 'set', label: t('admin:procedures.delay.set') },
  ];
  const units = (['calendar', 'working'] as const).map((value) => ({
    value,
    label: t(`admin:procedures.delayUnit.${value}`),
  }));
  return [
    radios(form, { name: 'delay', legend: t('procedures:fact.delay'), choices }),
    amount(form, 'delayDays', { label: t('admin:procedures.delayDays'), width: 4 }),
    radios(form, { name: 'delayUnit', legend: t('admin:procedures.delayUnit'), choices: units }),
  ];
}
