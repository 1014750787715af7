import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { lineAt, listFiles, readText } from './source-files.ts';

/** A file of TypeScript and every node of its syntax tree (ESTree with TypeScript's own nodes), parents first. */
export type SourceFile = {
  path: string;
  text: string;
  nodes: readonly Node[];
  parents: ReadonlyMap<Node, Node>;
};

export function readSources(folder = 'src'): SourceFile[] {
  return listFiles(folder, /\.ts$/).map((file) => parseSource(file, readText(file)));
}

/** Throws at the first mistake of syntax: what cannot be read cannot be checked. */
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

/** From the parent of a node up to the whole program. */
export function ancestorsOf({ parents }: SourceFile, node: Node): Node[] {
  const parent = parents.get(node);
  return parent === undefined ? [] : [parent, ...ancestorsOf({ parents } as SourceFile, parent)];
}

export const textOf = ({ text }: SourceFile, { start, end }: Node): string => text.slice(start, end);
/** As « file:line ». */
export const placeOf = ({ path, text }: SourceFile, { start }: { start: number }): string =>
  `${path}:${lineAt(text, start)}`;

/** The name of an identifier, and of `a` in `(a)`; null for what is not a single name. */
export const nameOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? node.name : null;

/** The value of a string literal; null for all else. */
export const stringOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** What a call calls, as written without blanks: `z.object`, `app.db.pool.query`, `process.env` for a member. */
export const pathOf = (file: SourceFile, node: Node): string => textOf(file, node).replace(/\s+/g, '');

/** Calls and constructions whose callee, as written, fits: `Date.now`, `eval`, `new Function`. */
export function callsOf(file: SourceFile, callee: RegExp) {
  return nodesOf(file, 'CallExpression', 'NewExpression').filter((call) => {
    const written = pathOf(file, call.callee);
    return callee.test(call.type === 'NewExpression' ? `new ${written}` : written);
  });
}
