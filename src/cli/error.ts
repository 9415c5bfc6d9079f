// What the command prints instead of a stack: a line for standard error, and the exit status. A message names
// options and keys, but contains no value that was typed or read: it may be the key or a customer's data.

export class CliError extends Error {
  readonly status: 1 | 2;
  readonly lines: readonly string[];

  /**
   * @param status - 1 if the input is wrong, 2 if the command line is wrong.
   * @param lines - One for each problem.
   */
  constructor(status: 1 | 2, ...lines: string[]) {
    super(lines.join('\n'));
    this.status = status;
    this.lines = lines;
  }
}

/** What was thrown, if it is an error of the command. Throws anything else again. */
export function requireCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  throw error;
}

/** Collects what is wrong with the command line, so that all of it is reported at once. */
export class Problems {
  readonly #lines: string[] = [];

  /**
   * Reads a part of the command line, and keeps the {@link CliError} that this may throw. Then the result must
   * not be used, but {@link throwIfAny} throws.
   */
  read<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      this.#lines.push(...requireCliError(error).lines);
      return undefined as never;
    }
  }

  throwIfAny(): void {
    if (this.#lines.length > 0) throw new CliError(2, ...this.#lines);
  }
}
