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
  return errorsOf(
    files.map((file) => join(folder, file)),
    options,
  );
}

/** Compiles a folder that has a tsconfig.json, with that, and returns the errors. */
export function projectErrors(folder: string): string {
  const strict = { noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true };
  const file = join(folder, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: object };
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder, strict, file);
  if (fileNames.length === 0 || errors.length > 0) return textOf(errors) || `${file} names no files`;
  return errorsOf(fileNames, options);
}

function errorsOf(files: readonly string[], options: ts.CompilerOptions): string {
  return textOf(ts.getPreEmitDiagnostics(ts.createProgram(files, options)));
}

function textOf(diagnostics: readonly ts.Diagnostic[]): string {
  return diagnostics
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
    .join('\n');
}
