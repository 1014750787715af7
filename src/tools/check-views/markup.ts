import { newlines, type Piece, type Problem, type Template } from './template.ts';

/**
 * The part of the HTML in which a character stands. `script` also stands for `style`: entities are not decoded in
 * either.
 */
type State = 'text' | 'tag' | 'double' | 'single' | 'comment' | 'script';
type Cursor = { state: State; tag: string };

const STEPS: Readonly<Record<State, RegExp>> = {
  text: /<!--|<(?=[/a-zA-Z!])/g,
  tag: /["'>]/g,
  double: /"/g,
  single: /'/g,
  comment: /-->/g,
  script: /<(?=\/(?:script|style)\b)/gi,
};

/**
 * Returns the mistakes in the HTML that types do not show: attributes without quotes, inline styles and handlers,
 * values inside scripts.
 */
export function markupProblems({ file, pieces }: Template): Problem[] {
  const problems: Problem[] = [];
  let cursor: Cursor = { state: 'text', tag: '' };
  for (const piece of pieces) {
    if (piece.kind === 'markup') {
      const { end, found } = readMarkup(piece, cursor);
      cursor = end;
      problems.push(...found.map(({ line, message }) => ({ file, line, message })));
      continue;
    }
    const message = valueProblem(piece.kind, cursor.state);
    if (message !== null) problems.push({ file, line: piece.line, message });
  }
  return problems;
}

function valueProblem(kind: Piece['kind'], state: State): string | null {
  if (kind === 'raw' && state !== 'text' && state !== 'script') return '<%- stands in an element’s text only: use <%=';
  if (kind !== 'escaped') return null;
  if (state === 'tag')
    return 'put quotes around the attribute, or write the whole attribute between <% if … %> and <% } %>';
  if (state === 'script') return '<%= does not protect a script or a style: use data-* attributes';
  return state === 'comment' ? 'a comment holds no value: use <%# … %>' : null;
}

type Found = { line: number; message: string };

/** Reads one piece of markup, from the state in which the piece before ended. */
function readMarkup({ text, line }: Piece, start: Cursor): { end: Cursor; found: Found[] } {
  const found: Found[] = [];
  let { state, tag } = start;
  let at = 0;
  while (at < text.length) {
    const step = STEPS[state];
    step.lastIndex = at;
    const match = step.exec(text);
    const stop = match?.index ?? text.length;
    const read = text.slice(at, stop);
    if (state === 'tag') {
      tag += read;
      const before = line + newlines(text.slice(0, at));
      found.push(...inlineAttributes(read, before));
    }
    if (match === null) break;
    at = stop + match[0].length;
    state = stateAfter(state, match[0], tag);
    if (match[0] === '<') tag = '';
  }
  return { end: { state, tag }, found };
}

function stateAfter(state: State, token: string, tag: string): State {
  if (token === '"') return state === 'tag' ? 'double' : 'tag';
  if (token === "'") return state === 'tag' ? 'single' : 'tag';
  if (token === '<!--') return 'comment';
  if (token === '-->') return 'text';
  if (token === '>') return /^(?:script|style)\b/i.test(tag) ? 'script' : 'text';
  return 'tag';
}

function inlineAttributes(tag: string, line: number): Found[] {
  return [...tag.matchAll(/(?:^|\s)(style|on[a-z]+)\s*=/gi)].map((match) => ({
    line: line + newlines(tag.slice(0, match.index + match[0].length)),
    message: `no inline ${match[1]}= : the content security policy blocks it; use a class, or public/scripts`,
  }));
}
