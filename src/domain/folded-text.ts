/**
 * Reduces a text to the words that a search compares: letters and digits in lower case, with one space between words.
 * « Déjà » and « deja », « œuvre » and « oeuvre », « Yıldız » and « Yildiz », « l’e-mail » and « l'e mail » become the same.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
