import { decode, type Visitor } from './visitor.ts';

/** A form as a page shows it: its action, and the names that it sends with their values. */
export type ShownForm = { visitor: Visitor; page: string; method: string; action: string; fields: Map<string, string> };

/** The fields that the summary of errors of a page leads to, in its order. */
export const summarised = (html: string): string[] =>
  [...html.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field = '']) => field);

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? null;

const named = (tag: string): [string, string][] => {
  const name = attribute(tag, 'name');
  return name === null ? [] : [[name, attribute(tag, 'value') ?? '']];
};

/**
 * Returns every form of a page, those of the banner included. A form with several buttons is returned once for each
 * button, as one button is pressed at a time.
 */
export async function formsOn(visitor: Visitor, page: string): Promise<ShownForm[]> {
  const html = decode((await visitor.open(page)).html);
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, attributes = '', body = '']) => {
    const controls = [...body.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].flatMap(([tag]) => named(tag));
    const buttons = [...body.matchAll(/<button\b[^>]*type="submit"[^>]*>/g)].map(([tag]) => named(tag));
    return buttons.map((button) => ({
      visitor,
      page,
      method: attribute(attributes, 'method') ?? 'get',
      action: / action="([^"]*)"/.exec(attributes)?.[1] ?? page,
      fields: new Map([...controls, ...button]),
    }));
  });
}
