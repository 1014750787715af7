import { inLanguage } from '../../../domain/localized-text.ts';
import { formatReference } from '../../../domain/numbers/reference.ts';
import type { PdfBlock, PdfDocument } from '../../../platform/pdf/pdf-document.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import { answerBlocks } from './answer-blocks.ts';
import type { Filed, ReceiptSettings } from './filed.ts';
import { afterwardsBlocks, feeBlocks } from './next-blocks.ts';
import { headingOf, paragraphOf } from './own-words.ts';
import { documentBlocks, summaryBlocks } from './summary-blocks.ts';

/** The receipt as a document: the same submission always gives the same text. */
export function receiptOf(filed: Filed, settings: ReceiptSettings, reader: Reader): PdfDocument {
  const { t, language } = reader;
  const reference = formatReference(filed.submission.reference);
  const commune = settings.commune.in(language);
  const title = t('submissions:receipt.title');
  return {
    language,
    title: t('submissions:receipt.titleOf', { reference }),
    author: t('submissions:receipt.commune'),
    masthead: [t('submissions:receipt.masthead'), t('submissions:receipt.commune'), commune.address],
    colour: commune.colours.brand,
    heading: title,
    madeAt: filed.submission.filedAt,
    blocks: [
      ...summaryBlocks(filed, reader),
      ...feeBlocks(filed, settings, reader),
      ...afterwardsBlocks(filed, settings, reader),
      ...answerBlocks(filed, reader),
      ...documentBlocks(filed, reader),
      ...declarationBlocks(filed, reader),
      ...privacyBlocks(filed, reader),
    ],
    footer: {
      left: t('submissions:receipt.foot', { reference }),
      right: t('submissions:receipt.page', { page: '{page}', pages: '{pages}' }),
    },
    unprintable: t('submissions:receipt.unprintable'),
  };
}

function declarationBlocks({ submission, definition }: Filed, { t, language }: Reader): PdfBlock[] {
  const items = definition.declarations
    .filter(({ id }) => submission.declared.includes(id))
    .map(({ text }) => inLanguage(text, language));
  if (items.length === 0) return [];
  return [headingOf(t('submissions:receipt.declarations')), { kind: 'list', items }];
}

function privacyBlocks({ definition }: Filed, { t, language }: Reader): PdfBlock[] {
  const { purpose, basis, law, retentionYears, fate } = definition.privacy;
  return [
    headingOf(t('submissions:receipt.privacy')),
    { kind: 'paragraph', text: inLanguage(purpose, language) },
    ...(law === undefined ? [] : [{ kind: 'paragraph', text: inLanguage(law, language) } as const]),
    paragraphOf(t(`submissions:receipt.privacy.${basis}`)),
    paragraphOf(t(`submissions:receipt.privacy.${fate}`, { count: retentionYears })),
  ];
}
