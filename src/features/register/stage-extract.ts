import type { Progress } from '../../platform/files/progress.ts';
import { type BulkTransaction, copyLine } from '../../platform/postgres/bulk-load.ts';
import { ExtractError, type ExtractFiles, getExtractFile } from './extract-files.ts';
import type { Extract } from './extract-meta.ts';
import {
  codeLayout,
  enterpriseDeletionLayout,
  enterpriseLayout,
  nameDeletionLayout,
  nameLayout,
} from './kbo-layouts.ts';
import { type FileReport, type Layout, newFileReport, readRows, type Values } from './read-rows.ts';
import { updateCodes } from './register.repository.ts';
import { languagesOfCodes, type RegistryCode } from './registry-languages.ts';
import { insertDeletionsToStage, insertEnterprisesToStage, insertNamesToStage } from './staged-register.repository.ts';

type Source = { kind: Extract['kind']; files: ExtractFiles; progress: Progress };
type Staged = { name: string; layout: Layout; send(tx: BulkTransaction, text: AsyncIterable<string>): Promise<number> };

const FILES: Readonly<Record<Extract['kind'], readonly Staged[]>> = {
  full: [
    { name: 'enterprise.csv', layout: enterpriseLayout, send: insertEnterprisesToStage },
    { name: 'denomination.csv', layout: nameLayout, send: insertNamesToStage },
  ],
  update: [
    { name: 'enterprise_delete.csv', layout: enterpriseDeletionLayout, send: insertDeletionsToStage },
    { name: 'enterprise_insert.csv', layout: enterpriseLayout, send: insertEnterprisesToStage },
    { name: 'denomination_delete.csv', layout: nameDeletionLayout, send: insertDeletionsToStage },
    { name: 'denomination_insert.csv', layout: nameLayout, send: insertNamesToStage },
  ],
};

/**
 * Copies the files of the extract into the staging tables, a piece at a time, and replaces the codes, which every
 * extract holds in full. Throws ExtractError when a file is missing or cannot be used.
 */
export async function stageExtract(tx: BulkTransaction, { kind, files, progress }: Source): Promise<FileReport[]> {
  // Looks for all files before reading the first, so that a missing one is reported at once and not after minutes.
  const found = FILES[kind].map((staged) => ({ ...staged, file: getExtractFile(files, staged.name) }));
  const reports = [await replaceCodes(tx, { kind, files, progress })];
  for (const { file, layout, send, name } of found) {
    const report = newFileReport(name);
    await send(tx, copyText(readRows({ file, layout, progress }, report)));
    if (kind === 'full' && report.kept === 0) throw new ExtractError(`${name} holds no row that can be used`);
    reports.push(report);
  }
  return reports;
}

async function replaceCodes(tx: BulkTransaction, { files, progress }: Source): Promise<FileReport> {
  const file = getExtractFile(files, 'code.csv');
  const report = newFileReport(file.name);
  const codes: RegistryCode[] = [];
  for await (const rows of readRows({ file, layout: codeLayout, progress }, report)) codes.push(...rows.map(codeOf));
  await updateCodes(tx, codes, languagesOfCodes(codes));
  return report;
}

function codeOf([category, code, language, description]: Values): RegistryCode {
  return { category: category ?? '', code: code ?? '', language: language ?? '', description: description ?? '' };
}

async function* copyText(pieces: AsyncIterable<Values[]>): AsyncGenerator<string> {
  for await (const rows of pieces) {
    let text = '';
    for (const values of rows) text += copyLine(values);
    if (text !== '') yield text;
  }
}
