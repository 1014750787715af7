import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { lineAt, listFiles, readText } from './source-files.ts';

/** A TypeScript file with every node of its syntax tree (ESTree, with TypeScript's own nodes), parents first. */
export type SourceFile = {
  path: string;
  text: string;
  nodes: readonly Node[];
  parents: ReadonlyMap<Node, Node>;
};

const readOnce = new Map<string, readonly SourceFile[]>();

/** Parses a folder once in a process, however many tests look at it. */
export function readSources(folder = 'src'): readonly SourceFile[] {
  const sources = readOnce.get(folder) ?? listFiles(folder, /\.ts$/).map((file) => parseSource(file, readText(file)));
  readOnce.set(folder, sources);
  return sources;
}

/** Throws at the first syntax error, as a file that cannot be read cannot be checked. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const visit = (node: Node) => {
    nodes.push(node);
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      visit(child);
    }
  };
  visit(program);
  return { path, text, nodes, parents };
}

function childrenOf(node: Node): Node[] {
  const children = node as unknown as Record<string, Node | null | (Node | null)[]>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => children[key] ?? []).filter((child) => child !== null);
}

export function nodesOf<Type extends Node['type']>({ nodes }: SourceFile, ...types: Type[]) {
  return nodes.filter((node): node is Node & { type: Type } => types.some((type) => type === node.type));
}

/** Returns the ancestors of a node, from its parent up to the whole program. */
export function ancestorsOf({ parents }: SourceFile, node: Node): Node[] {
  const parent = parents.get(node);
  return parent === undefined ? [] : [parent, ...ancestorsOf({ parents } as SourceFile, parent)];
}

export const textOf = ({ text }: SourceFile, { start, end }: Node): string => text.slice(start, end);
/** Returns the place of a node as « file:line ». */
export const placeOf = ({ path, text }: SourceFile, { start }: { start: number }): string =>
  `${path}:${lineAt(text, start)}`;

/** Returns the name of an identifier, or null for anything else. */
export const nameOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? node.name : null;

/** Returns the value of a string literal, or null for anything else. */
export const stringOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** Returns the text that an expression names: itself, or a constant of its file. Null for all others. */
export function textNamed(file: SourceFile, node: Node | null | undefined): string | null {
  if (node?.type !== 'Identifier') return stringOf(node);
  const constant = nodesOf(file, 'VariableDeclarator').find(
    ({ id }) => id.type === 'Identifier' && id.name === node.name,
  );
  return stringOf(constant?.init);
}

/** Returns the text of an expression without blanks: `z.object`, `app.db.pool.query`, `process.env`. */
export const pathOf = (file: SourceFile, node: Node): string => textOf(file, node).replace(/\s+/g, '');

/** Returns the calls and constructions whose callee, as it is written, matches: `Date.now`, `eval`, `new Function`. */
export function callsOf(file: SourceFile, callee: RegExp) {
  return nodesOf(file, 'CallExpression', 'NewExpression').filter((call) => {
    const written = pathOf(file, call.callee);
    return callee.test(call.type === 'NewExpression' ? `new ${written}` : written);
  });
}
