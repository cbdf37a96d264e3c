/** The shell's own sources as syntax trees, for the tests that hold its safety rules. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const folder = path.join(import.meta.dirname, '..');

export interface Found<Kind extends ts.Node = ts.Node> {
  file: string;
  node: Kind;
}

/** All files that go into the product: no tests, no helpers of tests. */
export function shellSources(): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing/'))
    .map((name) => ts.createSourceFile(name, readFileSync(path.join(folder, name), 'utf8'), ts.ScriptTarget.ESNext, true));
}

/** Every node of one kind, with the file it stands in. */
export function nodesOf<Kind extends ts.Node>(sources: readonly ts.SourceFile[], is: (node: ts.Node) => node is Kind): Found<Kind>[] {
  const found: Found<Kind>[] = [];
  for (const source of sources) {
    const visit = (node: ts.Node): void => {
      if (is(node)) found.push({ file: source.fileName, node });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** `ipcMain.handle(…)` → `ipcMain.handle`, for every call. */
export function calls(sources: readonly ts.SourceFile[]): { file: string; callee: string; node: ts.CallExpression }[] {
  return nodesOf(sources, ts.isCallExpression).map(({ file, node }) => ({ file, node, callee: node.expression.getText() }));
}

/** Every identifier, string and property name the sources use. */
export function namesUsed(sources: readonly ts.SourceFile[]): Found[] {
  return nodesOf(sources, (node): node is ts.Identifier | ts.StringLiteralLike => ts.isIdentifier(node) || ts.isStringLiteralLike(node));
}
