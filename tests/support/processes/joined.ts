import path from 'node:path';

/** Returns the file that the image runs for a module, such as `src/commands/backup.ts`, its modules joined. */
export function joined(module: string): string {
  const folder = process.env['TEST_JOINED'];
  if (folder === undefined) throw new Error('run the tests with `npm test`');
  return path.join(folder, `${path.parse(module).name}.js`);
}
