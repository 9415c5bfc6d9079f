// What the command says instead of a stack: a line for standard error, and the exit status. A message names
// options and keys, and never holds a value that was typed or read: that may be the key or a customer's data.

export class Refusal extends Error {
  readonly status: 1 | 2;

  /** @param status - 1 if what was read is wrong, 2 if the command line is. */
  constructor(status: 1 | 2, message: string) {
    super(message);
    this.status = status;
  }
}
