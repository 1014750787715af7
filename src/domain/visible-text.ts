/** What nobody sees (Unicode DerivedCoreProperties), the marks that turn the direction of reading among it, and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/u;
/** Emoji in colour, and forms of one ideograph: they change the sign before them. */
const VARIANT = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const JOINER = /[\u200c\u200d]/u;
const DROPPED = new RegExp(`(?!\\s|\\u0085|${VARIANT.source}|${JOINER.source})${UNSEEN.source}`, 'gu');
/** Joiners shape the words of Persian, Hindi and others, and join emoji: elsewhere they only make two texts look the same. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const STRAY_VARIANT = /(?<!(?!\u2800)[\p{L}\p{N}\p{S}\p{Po}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
/** Blanks, that of Braille too, which is no blank to Unicode. */
const BLANKS = /[\s\u0085\u2800]+/gu;
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Without NUL, which Postgres refuses, or lone surrogates, which it cannot store. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * One line as a person sees it: composed (NFC), one space where blanks stood, nothing before, after or between that
 * is not seen. Empty when there is nothing to see; null when it cannot be stored.
 */
export function visibleLine(typed: string): string | null {
  if (PLAIN.test(typed)) return typed;
  if (!isStorable(typed)) return null;
  return anythingSeen(
    withoutUnseen(typed.replace(/\ufeff/g, ''))
      .replace(BLANKS, ' ')
      .trim(),
  );
}

/** Several lines as a person sees them: their ends are « \n », blanks inside are kept. Empty and null as for a line. */
export function visibleText(typed: string): string | null {
  if (!isStorable(typed)) return null;
  return anythingSeen(withoutUnseen(typed.replace(/\r\n?/g, '\n').replace(/\ufeff/g, '')).trim());
}

function withoutUnseen(typed: string): string {
  return typed.replace(DROPPED, '').replace(STRAY_VARIANT, '').replace(STRAY_JOINER, '').normalize('NFC');
}

/** Marks alone, without a letter under them, are nothing to read. */
function anythingSeen(text: string): string {
  return /[^\p{M}\p{Z}\p{C}\u2800]/u.test(text.replace(/\ufe0f/g, '')) ? text : '';
}
