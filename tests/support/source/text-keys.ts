import { templatesOf } from './declarations.ts';
import { lineAt, listFiles, readText } from './source-files.ts';
import { nodesOf, readSources, stringOf } from './syntax.ts';

/** A key of a text where it is written: whole, or as a template literal that is a family of keys. */
export type WrittenKey = {
  /** The key, or the beginning of the family up to its first value. */
  text: string;
  feature: string;
  /** Null for a key that is written whole. */
  family: RegExp | null;
  /** The source that writes it; of a template, the source of its model. */
  source: string;
  place: string;
};

const KEY = /^[a-z][\w-]*:[\w.-]+$/;
const FAMILY = /^[a-z][\w-]*:[\w.-]*\$\{/;
const MODEL = /^<%# view: \w+ from (\S+) -%>/;

/** Returns every key in src and views. A string that only looks like a key, such as `node:fs`, names no catalogue. */
export function writtenKeys(): WrittenKey[] {
  return [...inSources(), ...inViews()];
}

function inSources(): WrittenKey[] {
  return readSources().flatMap((file) => {
    const whole = nodesOf(file, 'Literal').flatMap((node) => {
      const text = stringOf(node);
      return text === null || !KEY.test(text) ? [] : [{ text, line: lineAt(file.text, node.start) }];
    });
    const families = templatesOf(file).flatMap(({ text, start }) =>
      FAMILY.test(text) ? [{ text, line: lineAt(file.text, start) }] : [],
    );
    return [...whole, ...families].map(({ text, line }) => keyAt(text, file.path, `${file.path}:${line}`));
  });
}

function inViews(): WrittenKey[] {
  return listFiles('views', /\.ejs$/).flatMap((view) => {
    const text = readText(view);
    const source = MODEL.exec(text)?.[1] ?? 'src/web/page/shell.ts';
    return [...text.matchAll(/(['"`])([a-z][\w-]*:[\w.-]*(?:\$\{[^`]*)?)\1/g)].map((match) =>
      keyAt(match[2] ?? '', source, `${view}:${lineAt(text, match.index)}`),
    );
  });
}

function keyAt(text: string, source: string, place: string): WrittenKey {
  const feature = text.slice(0, text.indexOf(':'));
  return { text, feature, family: KEY.test(text) ? null : patternOf(text), source, place };
}

/** Returns `web:error.${status}.title` as a pattern. */
function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`);
}
