/**
 * The words of a text as somebody who searches means them: « Déjà » and « deja », « œuvre » and « oeuvre », « l’e-mail » and
 * « l'e mail » are the same. Letters and digits in lower case, one space between words.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
