import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { PdfBlock, PdfDocument } from '../../../platform/pdf/pdf-document.ts';
import { qrCodeOf } from '../../../platform/qr-code.ts';
import { formatDate, formatDateTime } from '../../../web/page/format.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import { answerBlocks } from '../receipt/answer-blocks.ts';
import type { Filed, ReceiptSettings } from '../receipt/filed.ts';
import { headingOf, paragraphOf, rowOf } from '../receipt/own-words.ts';
import { peopleOf } from '../receipt/summary-blocks.ts';
import { formatVerificationCode, verificationPath } from './verification-code.ts';

type Letter = { filed: Omit<Filed, 'events' | 'claimCode' | 'contact'>; code: string; issuedAt: Date };

/**
 * The letter by which the commune says that it accepted a request: what was asked and answered, by the steps that were
 * shown and nothing else, and how anybody verifies it.
 */
export function letterOf({ filed, code, issuedAt }: Letter, settings: ReceiptSettings, reader: Reader): PdfDocument {
  const { t, language } = reader;
  const { submission, definition } = filed;
  const reference = formatReference(submission.reference);
  const commune = settings.commune.in(language);
  const procedure = inLanguage(definition.name, language);
  return {
    language,
    title: t('submissions:letter.titleOf', { reference }),
    author: t('submissions:receipt.commune'),
    masthead: [t('submissions:receipt.commune'), departmentName(submission.department, language).text, commune.address],
    colour: commune.colours.brand,
    heading: t('submissions:letter.title'),
    madeAt: issuedAt,
    blocks: [
      paragraphOf(t('submissions:letter.text', { date: formatDate(issuedAt, language) })),
      {
        kind: 'rows',
        rows: [
          rowOf(t('submissions:receipt.procedure'), procedure),
          rowOf(t('submissions:receipt.reference'), reference),
          rowOf(t('submissions:receipt.filedAt'), formatDateTime(submission.filedAt, language)),
          ...peopleOf(submission, reader),
        ],
      },
      ...answerBlocks(filed, reader),
      ...verificationBlocks(code, settings, reader),
    ],
    footer: {
      left: t('submissions:letter.foot', { reference, code: formatVerificationCode(code) }),
      right: t('submissions:receipt.page', { page: '{page}', pages: '{pages}' }),
    },
    unprintable: t('submissions:receipt.unprintable'),
  };
}

function verificationBlocks(code: string, { publicOrigin }: ReceiptSettings, { t, language }: Reader): PdfBlock[] {
  const address = `${publicOrigin}/${language}${verificationPath(code)}`;
  return [
    headingOf(t('submissions:letter.verify')),
    paragraphOf(t('submissions:letter.verify.text')),
    {
      kind: 'rows',
      rows: [
        rowOf(t('submissions:verification.code'), formatVerificationCode(code)),
        rowOf(t('submissions:letter.address'), address),
      ],
    },
    { kind: 'picture', ...qrCodeOf(address), alt: t('submissions:letter.qr') },
  ];
}
