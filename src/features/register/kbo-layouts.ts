import { visibleLine } from '../../domain/visible-text.ts';
import { dateOf, enterpriseNumberOf, isNumberOfOtherEntity } from './kbo-values.ts';
import type { Converted, Layout } from './read-rows.ts';

const ACTIVE = 'AC';
const NORMAL = '000';

/**
 * The files of KBO Open Data (cookbook R018): the columns that the portal uses of each, and how a row becomes values to
 * store.
 */
export const enterpriseLayout: Layout = {
  columns: [
    'EnterpriseNumber',
    'Status',
    'JuridicalSituation',
    'TypeOfEnterprise',
    'JuridicalForm',
    'JuridicalFormCAC',
    'StartDate',
  ],
  convert([number = '', status = '', situation = '', type = '', form = '', formOf2019 = '', start = '']) {
    const enterpriseNumber = enterpriseNumberOf(number);
    if (enterpriseNumber === null) return notANumber(number);
    // The portal proposes what it imports to people who create a profile, so it leaves out what has ended or is ending.
    if (status !== ACTIVE) return { notUsed: `Status is ${status.slice(0, 20) || 'empty'}, not ${ACTIVE}` };
    if (situation !== '' && situation !== NORMAL) return { notUsed: `JuridicalSituation is not ${NORMAL} (normal)` };
    if (type === '') return { fault: 'has no TypeOfEnterprise' };
    const startedOn = start === '' ? null : dateOf(start);
    if (start !== '' && startedOn === null) return { fault: `« ${start.slice(0, 20)} » is not a date dd-mm-yyyy` };
    return { values: [enterpriseNumber, type, formOf2019 || form || null, startedOn] };
  },
};

const LONGEST_NAME = 320;

export const nameLayout: Layout = {
  columns: ['EntityNumber', 'Language', 'TypeOfDenomination', 'Denomination'],
  convert([number = '', language = '', type = '', written = '']) {
    const enterpriseNumber = enterpriseNumberOf(number);
    if (enterpriseNumber === null) return otherEntity(number);
    // A name that cannot be stored is kept as it is: readRows reports it, as for any column.
    const name = visibleLine(written) ?? written;
    if (language === '' || type === '' || name === '') return { fault: 'has an empty language, type or name' };
    if ([...name].length > LONGEST_NAME) return { fault: `has a name of more than ${LONGEST_NAME} characters` };
    return { values: [enterpriseNumber, language, type, name] };
  },
};

export const enterpriseDeletionLayout: Layout = {
  columns: ['EnterpriseNumber'],
  convert([number = '']) {
    const enterpriseNumber = enterpriseNumberOf(number);
    return enterpriseNumber === null ? notANumber(number) : { values: ['enterprise', enterpriseNumber] };
  },
};

export const nameDeletionLayout: Layout = {
  columns: ['EntityNumber'],
  convert([number = '']) {
    const enterpriseNumber = enterpriseNumberOf(number);
    return enterpriseNumber === null ? otherEntity(number) : { values: ['names', enterpriseNumber] };
  },
};

const CATEGORIES: ReadonlySet<string> = new Set([
  'JuridicalForm',
  'Language',
  'TypeOfDenomination',
  'TypeOfEnterprise',
]);

export const codeLayout: Layout = {
  columns: ['Category', 'Code', 'Language', 'Description'],
  convert([category = '', code = '', language = '', description = '']) {
    if (!CATEGORIES.has(category)) return { notUsed: 'another category of codes' };
    if (code === '' || !/^[A-Z]{2}$/.test(language)) return { fault: 'has no code, or a language not in two capitals' };
    return { values: [category, code, language.toLowerCase(), description] };
  },
};

export const metaLayout: Layout = {
  columns: ['Variable', 'Value'],
  convert: ([variable = '', value = '']) => ({ values: [variable, value] }),
};

function otherEntity(number: string): Converted {
  return isNumberOfOtherEntity(number) ? { notUsed: 'an establishment or a branch' } : notANumber(number);
}

function notANumber(number: string): Converted {
  return { fault: `« ${number.slice(0, 20)} » is not an enterprise number` };
}
