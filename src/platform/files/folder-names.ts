/** Windows or a path would not read these signs as a part of a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|]/g;

/**
 * Returns the path of a file in a folder of a ZIP: the name as it was typed, where every system can unpack it, and with
 * a number behind it when the folder has that name already. Windows and macOS make no difference of case.
 */
export function folderName(folder: string, { name, taken }: { name: string; taken: Set<string> }): string {
  const plain = name.replace(NOT_IN_NAMES, '_').replace(/^\.+/, '_');
  const at = plain.lastIndexOf('.');
  const [stem, extension] = at > 0 ? [plain.slice(0, at), plain.slice(at)] : [plain, ''];
  for (let number = 1; ; number += 1) {
    const path = `${folder}/${stem}${number === 1 ? '' : ` (${number})`}${extension}`;
    const folded = path.toLowerCase();
    if (taken.has(folded)) continue;
    taken.add(folded);
    return path;
  }
}
