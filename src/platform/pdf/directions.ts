/**
 * The classes of UAX 9 that texts need, a letter each: left, right, Arabic, European number, Arabic number, the signs within
 * and at numbers (`s` `c` `t`: ES, CS, ET), and `n` for what takes the direction of what is around it.
 */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['E', /^[0-9²³¹⁰⁴-⁹₀-₉۰-۹]/u],
  ['D', /^[٠-٩٫٬]/u],
  ['s', /^[-+−]/u],
  ['c', /^[,./:\u00a0\u202f،]/u],
  ['t', /^[#%°±‰\p{Sc}]/u],
  ['A', /^[\p{Script=Arabic}&&[\p{L}\p{M}]]/v],
  ['R', /^[[\p{Script=Hebrew}\p{Script=Nko}]&&[\p{L}\p{M}\p{Nd}]]/v],
  ['L', /^[\p{L}\p{M}\p{N}]/u],
];
const PAIRS = new Map([...'()[]{}'].flatMap((sign, at, all) => (at % 2 === 0 ? [[sign, all[at + 1] ?? '']] : [])));
const TURNED = new Map(
  [...'()[]{}«»‹›<>≤≥'].map((sign, at, all) => [sign, all[at % 2 === 0 ? at + 1 : at - 1] ?? sign]),
);

/** A script that is written from the right to the left, without its numbers and its punctuation. */
export const FROM_THE_RIGHT = /[[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}]--[\p{N}\p{P}]]/v;

/** Returns a bracket as it stands in what is written from the right to the left. */
export const mirrored = (sign: string): string => TURNED.get(sign) ?? sign;

/**
 * Returns the level of each sign of one paragraph, odd for what is written from the right to the left: the bidirectional
 * algorithm of Unicode without its invisible marks, which nobody types. The first letter says how the paragraph begins.
 */
export function levelsOf(signs: readonly string[]): number[] {
  const typed = signs.map((sign) => CLASSES.find(([, pattern]) => pattern.test(sign))?.[0] ?? 'n').join('');
  const around = /^[^LRA]*[RA]/.test(typed) ? 'R' : 'L';
  const classes = withNeutral(withBrackets(withNumbers(typed, around), { signs, around }), around);
  return Array.from(classes, (one) => (one === 'R' ? 1 : one === 'L' && around === 'L' ? 0 : 2));
}

/** Applies the rules W2 to W7. */
function withNumbers(typed: string, around: string): string {
  const first = around === 'L' ? /(?:L|^)[^LR]*/g : /L[^LR]*/g;
  return typed
    .replace(/A[^LRA]*/g, (part) => part.replaceAll('E', 'D').replace('A', 'R'))
    .replace(/(?<=E)[sc](?=E)/g, 'E')
    .replace(/(?<=D)c(?=D)/g, 'D')
    .replace(/t+(?=E)|(?<=E)t+/g, (part) => 'E'.repeat(part.length))
    .replace(/[stc]/g, 'n')
    .replace(first, (part) => part.replaceAll('E', 'L'));
}

type Around = { signs: readonly string[]; around: string };

/** Applies the rule N0: both brackets of a pair take one direction, that of what stands in them or before them. */
function withBrackets(classes: string, { signs, around }: Around): string {
  const resolved = [...classes];
  for (const [open, close] of pairsOf(signs)) {
    const within = strong(resolved.slice(open + 1, close));
    const before = strong(resolved.slice(0, open)).at(-1) ?? around;
    const direction = within.includes(around) || before === around ? around : before;
    if (within.length > 0) resolved[open] = resolved[close] = direction;
  }
  return resolved.join('');
}

/** Returns the directions of letters and numbers; the latter count as written from the right. */
const strong = (classes: readonly string[]): string[] =>
  classes.flatMap((one) => (one === 'n' ? [] : [one === 'L' ? 'L' : 'R']));

/** Returns the places of each pair of brackets, in the order in which they open. */
function pairsOf(signs: readonly string[]): [number, number][] {
  const pairs: [number, number][] = [];
  let open: { at: number; close: string }[] = [];
  for (const [at, sign] of signs.entries()) {
    const close = PAIRS.get(sign);
    if (close !== undefined) open.push({ at, close });
    const last = open.findLastIndex((one) => one.close === sign);
    if (last === -1) continue;
    pairs.push([open[last]?.at ?? at, at]);
    open = open.slice(0, last);
  }
  return pairs.toSorted(([one], [other]) => one - other);
}

/** Applies the rules N1 and N2: signs between two of one direction take it too, all others that of the paragraph. */
function withNeutral(classes: string, around: string): string {
  return classes.replace(/n+/g, (part, at: number) => {
    const sides = [classes[at - 1], classes[at + part.length]].map((one) =>
      one === undefined ? around : one === 'L' ? 'L' : 'R',
    );
    return (sides[0] === sides[1] ? (sides[0] ?? around) : around).repeat(part.length);
  });
}
