/** A piece of a template: markup, or the text between `<%` and `%>` with the kind that its opening gives it. */
export type Piece = { kind: 'markup' | 'code' | 'escaped' | 'raw' | 'comment'; text: string; line: number };
export type Problem = { file: string; line: number; message: string };
export type Template = {
  file: string;
  pieces: readonly Piece[];
  /** Null when the first line does not name the model. */
  model: { type: string; source: string } | null;
};

const HEADER =
  /^<%# view: (?<type>[A-Z]\w*) from (?<source>(?:src|tests\/architecture\/canary)\/[\w./-]+\.ts) -%>(?=\n|<%#)/;
const OPENINGS = new Map<string, Piece['kind']>([
  ['<%', 'code'],
  ['<%_', 'code'],
  ['<%=', 'escaped'],
  ['<%-', 'raw'],
  ['<%#', 'comment'],
]);
const DELIMITER = /(<%%|%%>|<%=|<%-|<%_|<%#|<%|-%>|_%>|%>)/;

export function parseTemplate(file: string, text: string): Template {
  const { type, source } = HEADER.exec(text)?.groups ?? {};
  const model = type === undefined || source === undefined ? null : { type, source };
  return { file, pieces: parsePieces(text), model };
}

/** Cuts a template as EJS does: a delimiter counts wherever it stands, even inside a string of the code. */
function parsePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let line = 1;
  let kind: Piece['kind'] = 'markup';
  for (const part of text.split(DELIMITER)) {
    const opened = OPENINGS.get(part);
    if (opened !== undefined) kind = opened;
    else if (/^[-_]?%>$/.test(part)) kind = 'markup';
    else if (part !== '') pieces.push({ kind, text: part, line });
    line += newlines(part);
  }
  return pieces;
}

export const newlines = (text: string): number => text.split('\n').length - 1;

export function headerProblems({ file, model }: Template): Problem[] {
  if (model !== null) return [];
  return [{ file, line: 1, message: 'the first line must be exactly <%# view: Type from src/path.ts -%>' }];
}

const FORBIDDEN_CODE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:process|globalThis|global|require|eval|Function|fetch|console|setTimeout|import)\b/,
    'a template reads its model only',
  ],
  [/\bnew Date\b|\bDate\.|\bIntl\.|\.toLocale\w+/, 'dates, money and plurals are formatted in the page, not here'],
  [/\bview\s*\.\s*constructor\b|\b__proto__\b/, 'a template reads its model only'],
];

/**
 * Returns the uses that types do not show: access to what is outside the model, and formatting that belongs to the
 * page.
 */
export function codeProblems({ file, pieces }: Template): Problem[] {
  const code = pieces.filter(({ kind }) => kind === 'code' || kind === 'escaped' || kind === 'raw');
  return code.flatMap(({ text, line }) => {
    const withoutStrings = text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''");
    return withoutStrings.split('\n').flatMap((codeLine, index) => {
      const found = FORBIDDEN_CODE.find(([pattern]) => pattern.test(codeLine));
      return found === undefined ? [] : [{ file, line: line + index, message: found[1] }];
    });
  });
}
