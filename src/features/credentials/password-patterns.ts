const shortestRun = 3;
const shortestRunInLongSequence = 4; // three neighbours such as « fed » also occur by chance in random passwords
const longestUnit = 8;

const sequences = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '147258369',
  ...['123', 'abc', 'aze', 'qwe', 'qsd', 'asd', 'wxc', 'zxc', 'yxc'],
  // Columns of the keyboard: AZERTY, then QWERTY and QWERTZ.
  ...['1aqw', '2zsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '1qaz', '2wsx', '1qay', '6zhn', '0okm', '9ijn'],
].flatMap((sequence) => [sequence, [...sequence].reverse().join('')]);

interface Place {
  readonly sequence: string;
  readonly offset: number;
}

const placesByStart = indexed();

/**
 * Returns how many characters from `start` follow the keyboard, the alphabet or the digits, in either direction; 0 for
 * fewer than 3.
 */
export function runLength(text: string, start: number): number {
  const places = placesByStart.get(text.slice(start, start + shortestRun)) ?? [];
  return Math.max(0, ...places.map((place) => sharedLength(text, start, place)));
}

/**
 * Returns how many characters from `start` repeat one unit of 1 to 8 characters (aaaa, abcabc); 0 when nothing repeats.
 */
export function repeatLength(text: string, start: number): number {
  let longest = 0;
  for (let unit = 1; unit <= longestUnit; unit += 1) {
    let end = start + unit;
    while (end < text.length && text[end] === text[end - unit]) end += 1;
    if (end - start >= Math.max(2 * unit, shortestRun)) longest = Math.max(longest, end - start);
  }
  return longest;
}

function indexed(): ReadonlyMap<string, readonly Place[]> {
  const index = new Map<string, Place[]>();
  for (const sequence of sequences) {
    for (let offset = 0; offset + shortestRun <= sequence.length; offset += 1) {
      const start = sequence.slice(offset, offset + shortestRun);
      index.set(start, [...(index.get(start) ?? []), { sequence, offset }]);
    }
  }
  return index;
}

function sharedLength(text: string, start: number, { sequence, offset }: Place): number {
  let length = shortestRun;
  while (offset + length < sequence.length && text[start + length] === sequence[offset + length]) length += 1;
  const isShortSequence = sequence.length <= shortestRunInLongSequence;
  return isShortSequence || length >= shortestRunInLongSequence ? length : 0;
}
