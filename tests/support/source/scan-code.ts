export type TemplateLiteral = { tag: string; text: string; start: number; end: number };
export type ScannedCode = {
  /** The same length and lines, with comments, the text of strings and of templates, and regular expressions blanked. */
  code: string;
  /** The same, with comments blanked only. */
  uncommented: string;
  /** Template literals, outer and nested, with what stands between their backquotes. */
  templates: readonly TemplateLiteral[];
};

type Scan = {
  text: string;
  at: number;
  code: string[];
  uncommented: string[];
  templates: TemplateLiteral[];
  open: Open[];
};
/** What a closing brace or backquote would close: code opened by `{` or `${`, or a template. */
type Open = { kind: 'brace' | 'hole' } | { kind: 'template'; start: number; tag: string };

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|[`{}]|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])*\/[a-z]*/g;
const TEMPLATE_TOKEN = /\\[\s\S]|`|\$\{/g;

/** Enough of a reader of TypeScript to know what is code, what is text and what is remark. */
export function scanCode(text: string): ScannedCode {
  // By UTF-16 units, not by characters, so that positions agree.
  const units = text.split('');
  const scan: Scan = { text, at: 0, code: units, uncommented: [...units], templates: [], open: [] };
  while (scan.at < text.length) {
    if (scan.open.at(-1)?.kind === 'template') readTemplateText(scan);
    else readCode(scan);
  }
  return { code: scan.code.join(''), uncommented: scan.uncommented.join(''), templates: scan.templates };
}

function readCode(scan: Scan): void {
  TOKEN.lastIndex = scan.at;
  const match = TOKEN.exec(scan.text);
  if (match === null) {
    scan.at = scan.text.length;
    return;
  }
  const [token] = match;
  const { index } = match;
  if (token.startsWith('/') && !/^\/[/*]/.test(token) && !regexMayStandAt(scan, index)) {
    scan.at = index + 1;
    return;
  }
  scan.at = index + token.length;
  if (/^\/[/*]/.test(token)) blankComment(scan, index);
  else if (/^['"/]/.test(token)) blank(scan.code, index + 1, scan.at - 1);
  else openOrClose(scan, token, index);
}

function openOrClose(scan: Scan, token: string, index: number): void {
  if (token === '`') {
    const tag = /[\w$]*$/.exec(scan.text.slice(Math.max(0, index - 40), index))?.[0] ?? '';
    scan.open.push({ kind: 'template', start: index + 1, tag });
  } else if (token === '{') scan.open.push({ kind: 'brace' });
  else scan.open.pop();
}

function readTemplateText(scan: Scan): void {
  const from = scan.at;
  TEMPLATE_TOKEN.lastIndex = from;
  const match = TEMPLATE_TOKEN.exec(scan.text);
  const stop = match?.index ?? scan.text.length;
  scan.at = stop + (match?.[0].length ?? 0);
  blank(scan.code, from, stop);
  if (match === null) return;
  if (match[0] === '${') {
    // The dollar is blanked, so that braces of the code stay balanced.
    blank(scan.code, stop, stop + 1);
    scan.open.push({ kind: 'hole' });
  } else if (match[0] === '`') closeTemplate(scan, stop);
  else blank(scan.code, stop, scan.at);
}

function closeTemplate(scan: Scan, end: number): void {
  const template = scan.open.pop();
  if (template?.kind !== 'template') return;
  const { start, tag } = template;
  scan.templates.push({ tag, start, end, text: scan.text.slice(start, end) });
}

function blankComment(scan: Scan, from: number): void {
  blank(scan.code, from, scan.at);
  blank(scan.uncommented, from, scan.at);
}

/** A slash divides after a value, and opens a regular expression elsewhere. */
function regexMayStandAt(scan: Scan, index: number): boolean {
  const before = scan.code
    .slice(Math.max(0, index - 60), index)
    .join('')
    .trimEnd();
  return before === '' || /(?:[=(,:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in|await))$/.test(before);
}

function blank(characters: string[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (characters[at] !== '\n') characters[at] = ' ';
}
