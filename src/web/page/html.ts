declare const safe: unique symbol;
/** Markup that may be written unescaped in a template. Only this module makes one. */
export type SafeHtml = string & { readonly [safe]: true };
export const trustedHtml = (markup: string): SafeHtml => markup as SafeHtml;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Safe in an element's text and in a quoted attribute. */
export function escapeHtml(value: string | number): SafeHtml {
  const text = String(value);
  return trustedHtml(/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found) : text);
}
