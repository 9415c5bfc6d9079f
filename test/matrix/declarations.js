// Reads the imports of a file and the exports of a declaration file with the compiler.

import { readFileSync } from 'node:fs';
import ts from 'typescript-6.0';

/** @param {string} file @returns {string[]} Its imports, requires and references, including those of types. */
export function importsOf(file) {
  const found = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  const references = [
    ...found.referencedFiles,
    ...found.typeReferenceDirectives,
    ...found.libReferenceDirectives,
  ];
  return [...found.importedFiles, ...references].map(({ fileName }) => fileName);
}

/**
 * @param {string} declaration The path of a declaration file.
 * @param {boolean} [onlyValues] Leaves out types.
 * @returns {string[]} The names that it exports.
 */
export function declaredNames(declaration, onlyValues = false) {
  const program = ts.createProgram([declaration], { noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declaration);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${declaration} is not a module.`);
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => !onlyValues || isValue(checker, symbol))
    .map(({ name }) => name);
}

/** @param {ts.TypeChecker} checker @param {ts.Symbol} symbol */
function isValue(checker, symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.flags & ts.SymbolFlags.Value) !== 0;
}
