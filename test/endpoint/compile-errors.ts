// Compiles an example with the strictest settings that a reader may use.

import { join } from 'node:path';
import ts from 'typescript';

/** Compiles files of a folder with these packages of global types, and returns the errors. */
export function compileErrors(folder: string, files: readonly string[], types: string[] = []): string {
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    types,
    typeRoots: [join(folder, 'node_modules/@types')],
  };
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
    .join('\n');
}
