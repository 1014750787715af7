import type { Extract } from './extract-meta.ts';
import type { ImportRefusal, ImportReport } from './import-register.ts';
import type { FileReport } from './read-rows.ts';

/** Returns the lines that the person who started the import reads at its end. */
export function describeImport(result: ImportReport | ImportRefusal): string {
  switch (result.outcome) {
    case 'imported':
      return [...result.files.flatMap(describeFile), ...describeChanges(result), ''].join('\n');
    case 'already-contained':
      return `Nothing to do: the register stands at ${nameOf(result.current)}, which contains ${nameOf(result.extract)}.\n`;
    case 'older-than-register':
      return `Refused: ${nameOf(result.extract)} is older than the register, which stands at ${nameOf(result.current)}.\n`;
    case 'extracts-missing-before': {
      const stands = result.current === null ? 'is empty' : `stands at ${nameOf(result.current)}`;
      const remedy = `import extract ${result.extract.number - 1} first, or a full extract`;
      return `Refused: ${nameOf(result.extract)} changes the extract before it, and the register ${stands}: ${remedy}.\n`;
    }
    case 'import-under-way':
      return 'Refused: another import is under way on this database. Wait for its end.\n';
  }
}

function nameOf({ number, kind, snapshotDate }: Extract): string {
  return `${kind} extract ${number} of ${snapshotDate}`;
}

function describeFile({ file, rows, kept, notUsed, kindsNotUsed, malformed, firstMalformed }: FileReport): string[] {
  const unused = Object.entries(kindsNotUsed).map(([kind, count]) => `  ${count} not used: ${kind}`);
  const lines = firstMalformed.map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = malformed > firstMalformed.length ? [`  and ${malformed - firstMalformed.length} more`] : [];
  return [
    `${file}: ${rows} rows, ${kept} kept, ${notUsed} not used, ${malformed} malformed`,
    ...unused,
    ...lines,
    ...more,
  ];
}

function describeChanges({ extract, changes }: ImportReport): string[] {
  const { namesOfUnknownEnterprises: orphans, repeatedEnterprises: repeats } = changes;
  return [
    ...(orphans > 0 ? [`${orphans} names left out: the register has no such enterprise`] : []),
    ...(repeats > 0 ? [`${repeats} enterprises given more than once: the latest is kept`] : []),
    `Enterprises: ${changes.enterprisesWritten} written, ${changes.enterprisesDeleted} deleted.`,
    `Names: ${changes.namesWritten} written, ${changes.namesDeleted} deleted.`,
    `The register stands at ${nameOf(extract)}.`,
  ];
}
