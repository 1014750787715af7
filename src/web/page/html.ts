declare const safe: unique symbol;
/** Markup that a template may write unescaped. Only this module makes it. */
export type SafeHtml = string & { readonly [safe]: true };
export const trustedHtml = (markup: string): SafeHtml => markup as SafeHtml;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Escapes a value for the text of an element and for a quoted attribute. */
export function escapeHtml(value: string | number): SafeHtml {
  const text = String(value);
  return trustedHtml(/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found) : text);
}
