import { LANGUAGE_NAMES } from '../../../domain/language.ts';
import { inLanguage } from '../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { PdfBlock, PdfRow } from '../../../platform/pdf/pdf-document.ts';
import { formatDateTime, formatNumber } from '../../../web/page/format.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import type { Submission } from '../submission.ts';
import type { Filed } from './filed.ts';
import { headingOf, own, paragraphOf, rowOf } from './own-words.ts';

/** Says what was filed, when, by whom and for whom. */
export function summaryBlocks({ submission, definition, events }: Filed, reader: Reader): PdfBlock[] {
  const { t, language } = reader;
  return [
    paragraphOf(t('submissions:receipt.introduction')),
    {
      kind: 'rows',
      rows: [
        rowOf(t('submissions:receipt.reference'), formatReference(submission.reference)),
        rowOf(t('submissions:receipt.procedure'), inLanguage(definition.name, language)),
        rowOf(t('submissions:receipt.filedAt'), formatDateTime(submission.filedAt, language)),
        ...changesOf(events, reader),
        ...peopleOf(submission, reader),
        rowOf(t('web:header.languages'), LANGUAGE_NAMES[language]),
      ],
    },
  ];
}

/** Says when the request was corrected or completed, as the receipt shows the answers that it has since then. */
function changesOf(events: Filed['events'], { t, language }: Reader): PdfRow[] {
  return events.flatMap(({ content: { name }, happenedAt }) =>
    name === 'corrected' || name === 'completed'
      ? [rowOf(t(`submissions:receipt.${name}`), formatDateTime(happenedAt, language))]
      : [],
  );
}

/** Names the person who filed, and the organisation for which they did. */
export function peopleOf(submission: Submission, { t }: Reader): PdfRow[] {
  const { firstName, lastName, email, organisationName, enterpriseNumber } = submission;
  const person = [firstName, lastName].filter((part) => part !== null).join(' ');
  const by = [person, email ?? ''].filter((line) => line !== '');
  const rows = [rowOf(t('submissions:receipt.by'), ...(by.length === 0 ? [t('submissions:receipt.unnamed')] : by))];
  if (enterpriseNumber === null || organisationName === null) return rows;
  const number = t('submissions:receipt.number', { number: formatEnterpriseNumber(enterpriseNumber) });
  return [...rows, rowOf(t('submissions:receipt.for'), organisationName, number)];
}

/** Lists each document with its size and its SHA-256, by which anybody can tell later that a file is the same. */
export function documentBlocks({ documents }: Filed, { t, language }: Reader): PdfBlock[] {
  const heading = headingOf(t('submissions:receipt.documents'));
  if (documents.length === 0) return [heading, paragraphOf(t('submissions:receipt.documents.none'))];
  const rows = documents.map(({ name, bytes, sha256 }) => {
    const size = t('submissions:receipt.size', { size: formatNumber(Math.ceil(bytes / 1024), language) });
    return { label: own(name), lines: [own(size), own(t('submissions:receipt.sha256', { sha256 }))] };
  });
  return [heading, paragraphOf(t('submissions:receipt.documents.text')), { kind: 'rows', rows }];
}
