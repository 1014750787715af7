import { commonPasswords } from './common-passwords.ts';
import { repeatLength, runLength } from './password-patterns.ts';

const longestWord = 24;
const affordable = 1;
const lettersThatMakeAWord = 4;

const decoration = /[\s\d!-/:-@[-`{-~§£€°]/;
const everyDecoration = new RegExp(decoration.source, 'g');
const everySeparator = /[\s!-#%-/:-?[-`{-~§£€°]/g; // leaves digits, @ and $, which stand for letters

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

/** Removes case, accents and look-alike forms, which make no difference to somebody who guesses passwords. */
export function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replaceAll('ß', 'ss').slice(0, 512);
}

/** Returns the folded text without spaces and punctuation. */
export function compacted(text: string): string {
  return text.replace(everySeparator, '');
}

/**
 * Returns true when somebody who knows breached passwords, this site and `personalWords` would try this password early:
 * it is made only of context words, personal words, keyboard runs, repetitions, digits and punctuation, and at most one
 * common word. Both arguments are folded.
 */
export function isEasyToGuess(text: string, personalWords: ReadonlySet<string> = new Set()): boolean {
  const { breached } = commonPasswords();
  if (breached.has(text) || breached.has(text.trim())) return true;
  const readings = new Set([text, compacted(text), text.replace(everyDecoration, '')]);
  // A reading that drops more than half of the password says nothing about the password.
  return [...readings].some((reading) => reading.length * 2 >= text.length && isCovered(reading, personalWords));
}

/**
 * Finds the cheapest way to cut the text into guessable pieces, from left to right. Returns true when it costs at most
 * one common word.
 */
function isCovered(text: string, personalWords: ReadonlySet<string>): boolean {
  // Digits and punctuation only count as decoration around a word. Without a word they are the secret itself.
  const decorationIsFree = text.replace(everyDecoration, '').length >= lettersThatMakeAWord;
  const spellings = spellingsOf(text);
  const costs = new Array<number>(text.length + 1).fill(Number.POSITIVE_INFINITY);
  costs[0] = 0;
  for (let start = 0; start < text.length; start += 1) {
    const cost = costs[start] ?? 0;
    if (cost > affordable) continue;
    const pieces = [
      ...(decorationIsFree && decoration.test(text.charAt(start)) ? [{ length: 1, cost: 0 }] : []),
      ...freePieces(text, start),
      ...wordPieces(spellings, start, personalWords),
    ];
    for (const piece of pieces) {
      const end = start + piece.length;
      costs[end] = Math.min(costs[end] ?? 0, cost + piece.cost);
    }
  }
  return (costs[text.length] ?? 0) <= affordable;
}

type Piece = { length: number; cost: number };

/** Returns runs along the keyboard, the alphabet or the digits, and repetitions: they cost nothing to guess. */
function freePieces(text: string, start: number): Piece[] {
  const runs = Array.from({ length: Math.max(0, runLength(text, start) - 2) }, (_, index) => ({
    length: index + 3,
    cost: 0,
  }));
  return [...runs, { length: repeatLength(text, start), cost: 0 }];
}

function wordPieces(spellings: readonly string[], start: number, personalWords: ReadonlySet<string>): Piece[] {
  const longest = Math.min(longestWord, (spellings[0]?.length ?? 0) - start);
  return Array.from({ length: Math.max(0, longest - 1) }, (_, index) => {
    const words = spellings.map((spelling) => spelling.slice(start, start + index + 2));
    return { length: index + 2, cost: wordCost(words, personalWords) };
  });
}

/**
 * Returns the text as typed, and with the signs that replace letters (leet) turned back, where 1 stands for i or for l.
 */
function spellingsOf(text: string): readonly string[] {
  const undone = text.replace(/[013457@$]/g, (sign) => leet[sign] ?? sign);
  const withL = text.replace(/[013457@$]/g, (sign) => (sign === '1' ? 'l' : (leet[sign] ?? sign)));
  return [...new Set([text, undone, withL])];
}

function wordCost(words: readonly string[], personalWords: ReadonlySet<string>): number {
  if (words.some((word) => personalWords.has(word))) return 0;
  const { wordCosts } = commonPasswords();
  return Math.min(...words.map((word) => wordCosts.get(word) ?? Number.POSITIVE_INFINITY));
}
