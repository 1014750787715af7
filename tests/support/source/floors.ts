/**
 * Returns the files and folders of src that the table of « Find your way » names, in its order: a row from left to
 * right, then the next. The names of a row stand beside the first: « `src/features/admin` `own-data` ».
 */
export function floorsIn(readme: string): string[] {
  const [, chapter = ''] = readme.split('\n## Find your way\n');
  const [table = ''] = /^\|.*(?:\n\|.*)*/m.exec(chapter) ?? [];
  return table.split('\n').flatMap((row) => namesIn(row.split('|')[1] ?? ''));
}

function namesIn(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const beside = names[0]?.slice(0, names[0].lastIndexOf('/') + 1) ?? '';
  if (!beside.startsWith('src/')) return [];
  return names.map((name) => (name.startsWith('src/') ? name : `${beside}${name}`));
}
