import { inLanguage } from '../../../domain/localized-text.ts';
import type { PdfBlock, PdfRow } from '../../../platform/pdf/pdf-document.ts';
import type { Reader } from '../../procedures/fields/field-kind.ts';
import type { Asked, VisibleStep } from '../../procedures/journey.ts';
import { stepRows } from '../draft/answers-in-words.ts';
import type { Filed, ReceiptDocument } from './filed.ts';
import { own } from './own-words.ts';

/** Lists every question that was asked, by step, with its answer or the words that there was none. */
export function answerBlocks({ steps, documents }: Pick<Filed, 'steps' | 'documents'>, reader: Reader): PdfBlock[] {
  return steps.flatMap((visible): PdfBlock[] => {
    const rows = visible.asked.flatMap((asked) => rowsOf(asked, { visible, documents, reader }));
    if (rows.length === 0) return [];
    return [
      { kind: 'heading', text: inLanguage(visible.step.title, reader.language) },
      { kind: 'rows', rows },
    ];
  });
}

type Where = { visible: VisibleStep; documents: readonly ReceiptDocument[]; reader: Reader };

function rowsOf(asked: Asked, { visible, documents, reader }: Where): PdfRow[] {
  if (asked.kind === 'field' && asked.field.type === 'file') {
    const { field, answer } = asked;
    const ids = Array.isArray(answer) ? answer : [];
    const names = documents.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    const none = reader.t('submissions:check.unanswered');
    return [{ label: inLanguage(field.label, reader.language), lines: (names.length === 0 ? [none] : names).map(own) }];
  }
  const { step } = visible;
  const rows = stepRows({ steps: [{ ...visible, asked: [asked] }], documents: new Map() }, step, reader);
  return rows.map(({ label, lines }) => ({ label, lines: lines.map(own) }));
}
