import { FROM_THE_RIGHT, levelsOf, mirrored } from './directions.ts';
import type { Face, Sign } from './printable.ts';

/** A part of a line that is drawn at once with one font. `turned` says that its signs run from right to left. */
export type Piece = { text: string; face: Face; turned: boolean };
/** The pieces of a line as one reads them, each with its distance from the left. */
export type Line = readonly (Piece & { left: number })[];
type Paper = { width: number; measure(piece: Pick<Piece, 'text' | 'face'>): number };

/** `level` is odd for signs that are written from right to left (Unicode's bidirectional algorithm, UAX 9). */
type Placed = Sign & { level: number };
type Run = Piece & { level: number };

const SPACE = /^\s/u;
/** Breaks a text into lines that fit, between words where it can, each in the order of its directions. */
export function linesOf(signs: readonly Sign[], paper: Paper): Line[] {
  return paragraphsOf(signs).flatMap((paragraph) => {
    const lines = wrapped(placed(paragraph), paper);
    return lines.map((line) => onPaper(runsOf(line), paper));
  });
}

function paragraphsOf(signs: readonly Sign[]): Sign[][] {
  const paragraphs: Sign[][] = [[]];
  for (const sign of signs) {
    if (sign.text === '\n') paragraphs.push([]);
    else paragraphs.at(-1)?.push(sign);
  }
  return paragraphs;
}

function placed(signs: readonly Sign[]): Placed[] {
  const levels = levelsOf(signs.map(({ text }) => text));
  return signs.map((sign, index) => ({ ...sign, level: levels[index] ?? 0 }));
}

function wrapped(signs: readonly Placed[], paper: Paper): Placed[][] {
  const lines: Placed[][] = [[]];
  let left = paper.width;
  for (const word of wordsOf(signs).flatMap((one) => cutToFit(one, paper))) {
    const width = widthOf(word.slice(0, endOf(word)), paper);
    if (width > left) {
      lines.push([]);
      left = paper.width;
    }
    lines.at(-1)?.push(...word);
    left -= widthOf(word, paper);
  }
  return lines.map((line) => line.slice(0, endOf(line)));
}

/** Returns the words of a text, each with the space behind it. */
function wordsOf(signs: readonly Placed[]): Placed[][] {
  const words: Placed[][] = [];
  for (const [index, sign] of signs.entries()) {
    const before = signs[index - 1];
    const begins = before === undefined || (SPACE.test(before.text) && !SPACE.test(sign.text));
    if (begins) words.push([sign]);
    else words.at(-1)?.push(sign);
  }
  return words;
}

/** A word that no line can hold is cut between its signs. */
function cutToFit(word: Placed[], paper: Paper): Placed[][] {
  if (widthOf(word.slice(0, endOf(word)), paper) <= paper.width) return [word];
  const parts: Placed[][] = [[]];
  let left = paper.width;
  for (const sign of word) {
    const width = paper.measure(sign);
    if (width > left && !SPACE.test(sign.text)) {
      parts.push([]);
      left = paper.width;
    }
    parts.at(-1)?.push(sign);
    left -= width;
  }
  return parts;
}

/** Returns the place where the trailing spaces begin. */
const endOf = (signs: readonly Placed[]): number => signs.findLastIndex(({ text }) => !SPACE.test(text)) + 1;

const widthOf = (signs: readonly Placed[], { measure }: Paper): number =>
  runsOf(signs).reduce((width, run) => width + measure(run), 0);

/**
 * Returns the parts of a line that one font draws at once. From right to left each word is apart, as pdfkit draws words
 * from the left.
 */
function runsOf(signs: readonly Placed[]): Run[] {
  const runs: Placed[][] = [];
  for (const sign of signs) {
    const last = runs.at(-1)?.at(-1);
    const apart = sign.level % 2 === 1 && last !== undefined && SPACE.test(last.text) !== SPACE.test(sign.text);
    if (last !== undefined && last.face === sign.face && last.level === sign.level && !apart) runs.at(-1)?.push(sign);
    else runs.push([sign]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    return first === undefined ? [] : [{ ...first, text: drawnText(run, first), turned: first.level % 2 === 1 }];
  });
}

/** Mirrors brackets in text from right to left, and turns round the signs that the font would not turn by itself. */
function drawnText(run: readonly Placed[], { level }: Placed): string {
  if (level % 2 === 0) return run.map(({ text }) => text).join('');
  const signs = run.map(({ text }) => mirrored(text));
  return (signs.some((text) => FROM_THE_RIGHT.test(text)) ? signs : signs.toReversed()).join('');
}

function onPaper(runs: readonly Run[], { measure }: Paper): Line {
  const lefts = new Map<Run, number>();
  let left = 0;
  for (const run of fromTheLeft(runs)) {
    lefts.set(run, left);
    left += measure(run);
  }
  return runs.map((run) => ({ text: run.text, face: run.face, turned: run.turned, left: lefts.get(run) ?? 0 }));
}

/** Turns what has each level, from the highest one down (rule L2). */
function fromTheLeft(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level >= 1; level -= 1) {
    let from = 0;
    while (from < ordered.length) {
      const length = ordered.slice(from).findIndex((run) => run.level < level);
      const to = length === -1 ? ordered.length : from + length;
      ordered.splice(from, to - from, ...ordered.slice(from, to).toReversed());
      from = to + 1;
    }
  }
  return ordered;
}
