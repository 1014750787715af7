import { localDateOf } from '../../../../domain/local-date.ts';
import { inLanguage } from '../../../../domain/localized-text.ts';
import { formatEnterpriseNumber } from '../../../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../../../domain/numbers/reference.ts';
import { fullName } from '../../../../domain/person-name.ts';
import type { TableColumn } from '../../../../platform/files/table.ts';
import type { Cell } from '../../../../platform/files/xlsx.ts';
import type { Shell } from '../../../../web/page/shell.ts';
import type { HandledDefinition } from '../../../procedures/definition/definition.ts';
import { departmentName } from '../../../procedures/definition/departments.ts';
import type { Cell as AnswerCell, KnownDocuments } from '../../../procedures/fields/field-kind.ts';
import { kindOf } from '../../../procedures/fields/field-kinds.ts';
import type { Asked, AskedField, VisibleStep } from '../../../procedures/journey.ts';
import type { ExportedSubmission } from '../list/handled-submission.ts';

/** A submission as an export says it: its form, and what was answered where the columns of its fields are asked for. */
export type ExportedRow = {
  submission: ExportedSubmission;
  definition: HandledDefinition;
  steps: readonly VisibleStep[];
  documents: KnownDocuments;
};
export type ExportColumn = TableColumn<ExportedRow>;

/** The columns of every export, in order. */
export function submissionColumns({ t, language }: Pick<Shell, 't' | 'language'>): ExportColumn[] {
  const column = (name: ColumnName, width: number, cell: (row: ExportedRow) => Cell): ExportColumn => ({
    heading: t(`admin:export.${name}`),
    width,
    cell,
  });
  return [
    column('reference', 16, ({ submission }) => formatReference(submission.reference)),
    column('procedure', 44, ({ definition }) => inLanguage(definition.name, language).text),
    column('status', 22, ({ submission }) => t(`submissions:status.${submission.status}`)),
    column('submitted', 18, ({ submission }) => ({ moment: submission.filedAt })),
    column('due', 14, ({ submission: { dueOn } }) => (dueOn === null ? null : { day: dueOn })),
    column('closed', 14, ({ submission: { closedAt } }) => (closedAt === null ? null : { day: localDateOf(closedAt) })),
    column('assignee', 24, ({ submission }) => assigneeOf(submission)),
    column('department', 28, ({ submission }) => departmentName(submission.department, language).text),
    column('language', 10, ({ submission }) => submission.language),
    column('channel', 14, ({ submission }) => t(`admin:export.channel.${submission.channel}`)),
    column('kind', 16, ({ submission: { kind } }) => t(`procedures:audience.${kind ?? 'citizen'}`)),
    column('enterpriseNumber', 18, ({ submission: { enterpriseNumber } }) =>
      enterpriseNumber === null ? null : formatEnterpriseNumber(enterpriseNumber),
    ),
  ];
}

type ColumnName =
  | 'reference'
  | 'procedure'
  | 'status'
  | 'submitted'
  | 'due'
  | 'closed'
  | 'assignee'
  | 'department'
  | 'language'
  | 'channel'
  | 'kind'
  | 'enterpriseNumber';

function assigneeOf({ assigneeFirstName, assigneeLastName }: ExportedSubmission): string | null {
  if (assigneeFirstName === null || assigneeLastName === null) return null;
  return fullName({ firstName: assigneeFirstName, lastName: assigneeLastName });
}

/** Returns a column for each field of a form, in its order. Fields that only an older version had get no column. */
export function fieldColumns({ steps }: HandledDefinition, { language }: Pick<Shell, 'language'>): ExportColumn[] {
  return steps
    .flatMap(({ fields }) => fields)
    .flatMap((field) =>
      field.type === 'notice'
        ? []
        : [
            {
              heading: inLanguage(field.label, language).text,
              width: 24,
              cell: ({ steps: walked, documents }: ExportedRow) => answerCell(walked, field.id, documents),
            },
          ],
    );
}

function answerCell(steps: readonly VisibleStep[], id: string, documents: KnownDocuments): Cell {
  const found = steps
    .flatMap(({ asked }) => asked)
    .find((one) => (one.kind === 'field' ? one.field.id : one.group.id) === id);
  return found === undefined ? null : cellOf(found, documents);
}

function cellOf(asked: Asked, documents: KnownDocuments): Cell {
  if (asked.kind === 'field') return fieldCell(asked, documents);
  const items = asked.items.map((fields) => fields.flatMap((field) => textOf(fieldCell(field, documents))).join(', '));
  return items.length === 0 ? null : items.join(' ; ');
}

function fieldCell({ field, answer }: AskedField, documents: KnownDocuments): Cell {
  if (answer === undefined) return null;
  const cell: AnswerCell = kindOf(field).cell(field, answer, documents);
  return typeof cell === 'object' ? { day: cell.date } : cell;
}

function textOf(cell: Cell): string[] {
  if (cell === null) return [];
  if (typeof cell !== 'object') return [String(cell)];
  return 'day' in cell ? [cell.day] : [];
}
