import { BadBoxes, type Box, boxesIn, findBox, Numbers } from './heic-boxes.ts';

/** Items that say more than the picture: EXIF with the place, and texts such as XMP. */
const METADATA = new Set(['Exif', 'mime', 'uri ']);
type Extent = { item: number; from: number; length: number };

/**
 * Overwrites with zeros what a photo in HEIC says beside its picture, in place: every other byte stays where the
 * tables of the file look for it. Returns false when the file is cut or its tables contradict themselves.
 */
export function blankMetadata(file: Buffer): boolean {
  try {
    blank(file);
    return true;
  } catch (error) {
    if (error instanceof BadBoxes || error instanceof RangeError) return false;
    throw error;
  }
}

function blank(file: Buffer): void {
  const whole = { from: 0, to: file.length };
  const meta = boxOf(file, whole, 'meta');
  const inside = { from: meta.from + 4, to: meta.to };
  const said = metadataItems(file, boxOf(file, inside, 'iinf'));
  const data = findBox(file, inside, 'idat');
  for (const { item, from, length } of extentsOf(file, boxOf(file, inside, 'iloc'), data?.from ?? null)) {
    if (from + length > file.length) throw new BadBoxes('an item stands behind the end');
    if (said.has(item)) file.fill(0, from, length === 0 ? file.length : from + length);
  }
  for (const box of boxesIn(file, whole)) if (box.type === 'uuid') file.fill(0, box.from, box.to);
}

function boxOf(file: Buffer, inside: { from: number; to: number }, type: string): Box {
  const box = findBox(file, inside, type);
  if (box === null) throw new BadBoxes(`there is no box « ${type} »`);
  return box;
}

/** Returns the numbers of the items that are metadata. */
function metadataItems(file: Buffer, { from, to }: Box): Set<number> {
  const version = file.readUInt8(from);
  const said = new Set<number>();
  for (const entry of boxesIn(file, { from: from + (version === 0 ? 6 : 8), to })) {
    const numbers = new Numbers(file, entry.from);
    const entryVersion = numbers.next(1);
    numbers.next(3);
    if (entryVersion < 2) throw new BadBoxes('items of before HEIC');
    const item = numbers.next(entryVersion === 2 ? 2 : 4);
    numbers.next(2);
    if (METADATA.has(file.toString('latin1', numbers.at, numbers.at + 4))) said.add(item);
  }
  return said;
}

/** Yields where the content of each item stands (ISO 14496-12, 8.11.3). */
function* extentsOf(file: Buffer, { from }: Box, data: number | null): Generator<Extent> {
  const numbers = new Numbers(file, from);
  const version = numbers.next(1);
  numbers.next(3);
  const [sizes, more] = [numbers.next(1), numbers.next(1)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4];
  const indexSize = version === 0 ? 0 : more & 15;
  const count = numbers.next(version < 2 ? 2 : 4);
  for (let index = 0; index < count; index += 1) {
    const item = numbers.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : numbers.next(2) & 15;
    numbers.next(2);
    const base = numbers.next(baseSize) + beginningOf(method, data);
    const extents = numbers.next(2);
    for (let extent = 0; extent < extents; extent += 1) {
      numbers.next(indexSize);
      yield { item, from: base + numbers.next(offsetSize), length: numbers.next(lengthSize) };
    }
  }
}

/** Offsets count from the beginning of the file, or from that of the box of small data. */
function beginningOf(method: number, data: number | null): number {
  if (method === 0) return 0;
  if (method === 1 && data !== null) return data;
  throw new BadBoxes('an item made of others');
}
