import path from 'node:path';
import type { Node } from 'oxc-parser';
import { lineAt } from './source-files.ts';
import { ancestorsOf, nameOf, nodesOf, type SourceFile, stringOf } from './syntax.ts';

export type Import = {
  /** The module as it is written: a package, a builtin module or a relative path. */
  specifier: string;
  /** The imported file from the root of the project when the path is relative, else null. */
  target: string | null;
  names: readonly string[];
  kind: 'value' | 'type';
  dynamic: boolean;
  line: number;
};

/** Returns imports, re-exports, `import('…')` and its type, in the order of the file. */
export function importsOf(file: SourceFile): Import[] {
  const sources = nodesOf(
    file,
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  );
  return sources.flatMap((node) => {
    const specifier = stringOf(node.source);
    if (specifier === null || node.source === null) return [];
    const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), specifier) : null;
    const dynamic = node.type === 'ImportExpression' || node.type === 'TSImportType';
    const kind = isOfTypes(node) ? 'type' : 'value';
    return [{ specifier, target, names: namesIn(node), kind, dynamic, line: lineAt(file.text, node.source.start) }];
  });
}

function isOfTypes(node: Node): boolean {
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' || all(node.specifiers, 'importKind');
  if (node.type === 'ExportNamedDeclaration') return node.exportKind === 'type' || all(node.specifiers, 'exportKind');
  return node.type === 'TSImportType' || (node.type === 'ExportAllDeclaration' && node.exportKind === 'type');
}

const all = (specifiers: readonly object[], kind: string) =>
  specifiers.length > 0 && specifiers.every((one) => (one as Record<string, unknown>)[kind] === 'type');

/** Returns the names as the imported file gives them, or `*` for all. */
function namesIn(node: Node): string[] {
  if (node.type === 'ExportAllDeclaration') return ['*'];
  if (node.type === 'ExportNamedDeclaration') return node.specifiers.map(({ local }) => nameOf(local) ?? '');
  if (node.type !== 'ImportDeclaration') return [];
  return node.specifiers.map((one) => {
    if (one.type === 'ImportNamespaceSpecifier') return '*';
    return nameOf(one.type === 'ImportSpecifier' ? one.imported : one.local) ?? '';
  });
}

export type Template = {
  /** `sql` for sql`…`, and empty for a literal without a tag. */
  tag: string;
  /** The text between the backquotes. */
  text: string;
  start: number;
  end: number;
  node: Node;
};

export function templatesOf(file: SourceFile): Template[] {
  return nodesOf(file, 'TemplateLiteral').map((node) => {
    const parent = file.parents.get(node);
    const tag = parent?.type === 'TaggedTemplateExpression' ? (nameOf(parent.tag) ?? '') : '';
    const [start, end] = [node.start + 1, node.end - 1];
    return { tag, text: file.text.slice(start, end), start, end, node };
  });
}

export const statementsOf = (file: SourceFile): Template[] => templatesOf(file).filter(({ tag }) => tag === 'sql');

export type FunctionPlace = { name: string; start: number; end: number; lines: number };
type FunctionNode = Node & { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' };

/** Returns the functions that have a body, whatever their form. Their lines are those of the whole, from the name to the end. */
export function functionsOf(file: SourceFile): FunctionPlace[] {
  return functionNodes(file).flatMap((node) => {
    if (node.body === null) return [];
    const lines = lineAt(file.text, node.end) - lineAt(file.text, node.start) + 1;
    return [{ name: functionName(file, node), start: node.start, end: node.end, lines }];
  });
}

const functionNodes = (file: SourceFile): FunctionNode[] =>
  nodesOf(file, 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression');

/**
 * Returns the function's own name, or that of the constant, method or property which holds it; empty when there is
 * neither.
 */
function functionName(file: SourceFile, node: FunctionNode): string {
  const holder = file.parents.get(node);
  if (node.id) return node.id.name;
  if (holder?.type === 'VariableDeclarator') return nameOf(holder.id) ?? '';
  if (holder?.type !== 'MethodDefinition' && holder?.type !== 'Property') return '';
  return `${holder.key.type === 'PrivateIdentifier' ? '#' : ''}${nameOf(holder.key) ?? ''}`;
}

/** Returns the functions that a file exports, whether declared or held by a constant. */
export function exportedFunctions(file: SourceFile): { name: string; start: number }[] {
  return functionNodes(file).flatMap((node) => {
    const [holder, list, outer] = ancestorsOf(file, node);
    const isExported =
      node.type === 'FunctionDeclaration'
        ? holder?.type === 'ExportNamedDeclaration'
        : list?.type === 'VariableDeclaration' && outer?.type === 'ExportNamedDeclaration';
    return isExported ? [{ name: functionName(file, node), start: node.start }] : [];
  });
}

/** Returns the name and type (`tx` and `Transaction`) of each parameter of every function around a node. */
export function parametersAround(file: SourceFile, inside: Node): { name: string; type: string }[] {
  const around = ancestorsOf(file, inside).filter((node) => functionNodes(file).some((one) => one === node));
  return (around as FunctionNode[]).flatMap(({ params }) =>
    params.map((parameter) => {
      const annotation = 'typeAnnotation' in parameter ? parameter.typeAnnotation : null;
      const type = annotation ? file.text.slice(annotation.start, annotation.end).replace(/^:\s*/, '') : '';
      return { name: nameOf(parameter) ?? '', type };
    }),
  );
}
