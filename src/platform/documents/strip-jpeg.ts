const [START, END, SCAN, APPLICATION, COMMENT] = [0xd8, 0xd9, 0xda, 0xe0, 0xfe];
/** The segments that must stay: the density, the profile of colours, and how Adobe wrote the colours. */
const NEEDED: ReadonlyMap<number, string> = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);

/**
 * Returns a JPEG with its pixels as they were coded, without what programs wrote beside them: place, camera, texts,
 * thumbnails, anything behind its end. A new segment says how it is turned. Returns null when its end is missing.
 * Nothing is decoded, so that a photo of any size takes no memory but its own and loses no quality.
 */
export function stripJpeg(file: Buffer, orientation: number): Buffer | null {
  if (file.readUInt16BE(0) !== 0xff00 + START) return null;
  const parts = [file.subarray(0, 2), ...(orientation > 1 ? [turned(orientation)] : [])];
  for (const { marker, content } of segmentsOf(file)) {
    if (isPicture(marker, content)) parts.push(content);
    if (marker === END) return Buffer.concat(parts);
  }
  return null;
}

/** Yields the segments up to the end of the picture, or as far as they go when it was cut. */
function* segmentsOf(file: Buffer): Generator<{ marker: number; content: Buffer }> {
  let at = 2;
  while (at + 2 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0;
    const to = endOfSegment(file, { marker, at });
    if (to > file.length) return;
    // Markers may be filled up with further bytes of the same value.
    if (marker !== 0xff) yield { marker, content: file.subarray(at, to) };
    if (marker === END) return;
    at = to;
  }
}

function endOfSegment(file: Buffer, { marker, at }: { marker: number; at: number }): number {
  if (marker === 0xff) return at + 1;
  if (marker === END) return at + 2;
  if (at + 4 > file.length) return file.length + 1;
  const to = at + 2 + file.readUInt16BE(at + 2);
  return marker === SCAN ? markerBehind(file, to) : to;
}

function isPicture(marker: number, segment: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (marker < APPLICATION || marker > APPLICATION + 15) return true;
  const needed = NEEDED.get(marker);
  return needed !== undefined && segment.toString('latin1', 4, 4 + needed.length) === needed;
}

/** Returns where the coded pixels end: at the next marker that is neither a stuffed zero nor a restart. */
function markerBehind(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}

/** Makes an EXIF that says how the picture is turned, and nothing else. */
function turned(orientation: number): Buffer {
  const tiff = Buffer.from(`4d4d002a000000080001011200030000000100${hex(orientation)}000000000000`, 'hex');
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([head, content]);
}

function hex(orientation: number): string {
  return orientation.toString(16).padStart(2, '0');
}
