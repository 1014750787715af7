/**
 * Invisible characters (Unicode DerivedCoreProperties), among them those that change the reading direction, and control
 * characters.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/u;
/**
 * Variation selectors, which choose the look of the character before them: an emoji in colour, a variant of an
 * ideograph.
 */
const VARIANT = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const JOINER = /[\u200c\u200d]/u;
const DROPPED = new RegExp(`(?!\\s|\\u0085|${VARIANT.source}|${JOINER.source})${UNSEEN.source}`, 'gu');
/**
 * Joiners where they have no purpose. They shape words in Persian, Hindi and other languages, and combine emoji;
 * anywhere else they only make two different texts look the same.
 */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const STRAY_VARIANT = /(?<!(?!\u2800)[\p{L}\p{N}\p{S}\p{Po}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
/** Spaces of every kind, with the blank Braille pattern, which Unicode does not count as a space. */
const BLANKS = /[\s\u0085\u2800]+/gu;
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Returns false for a text that Postgres cannot store: one with the character NUL or a lone surrogate. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * Returns one line of text as a person sees it: composed (Unicode NFC), without invisible characters, with single
 * spaces and none at the ends. Returns an empty text when nothing is visible, and null when Postgres cannot store the
 * text.
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

/**
 * Returns several lines as a person sees them: lines end with « \n », and spaces inside are kept. Returns an empty text
 * or null in the same cases as `visibleLine`.
 */
export function visibleText(typed: string): string | null {
  if (!isStorable(typed)) return null;
  return anythingSeen(withoutUnseen(typed.replace(/\r\n?/g, '\n').replace(/\ufeff/g, '')).trim());
}

function withoutUnseen(typed: string): string {
  return typed.replace(DROPPED, '').replace(STRAY_VARIANT, '').replace(STRAY_JOINER, '').normalize('NFC');
}

/** Returns an empty text for combining marks alone: without a letter under them there is nothing to read. */
function anythingSeen(text: string): string {
  return /[^\p{M}\p{Z}\p{C}\u2800]/u.test(text.replace(/\ufe0f/g, '')) ? text : '';
}
