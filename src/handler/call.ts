// Calls the functions among the options. What one of them throws is kept together with its name: without it,
// the log would say "Error: timeout", and not whether the session store or the secret store was too slow.

import type { TokenHandlerOptions } from './options.js';

/** A function among the options. */
export type CalledOption = keyof Pick<TokenHandlerOptions, 'claims' | 'secret' | 'widgetId' | 'onError'>;

/** Why there is no token. */
export interface Failure {
  /** What was thrown, as it is. */
  readonly thrown: unknown;
  /** The function that has thrown it, if it is one of the options. */
  readonly option?: CalledOption;
}

/** Carries a failure to where it is reported. It is not passed to anyone. */
class OptionThrew extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super();
    this.failure = failure;
  }
}

/** What the function returns. What it throws is thrown in an error for {@link failureOf}. */
export async function callOption<Given extends readonly unknown[], Returned>(
  option: CalledOption,
  call: (...given: Given) => Returned | Promise<Returned>,
  given: Given,
): Promise<Returned> {
  try {
    return await call(...given);
  } catch (thrown) {
    throw new OptionThrew({ thrown, option });
  }
}

/** The failure that was caught. */
export function failureOf(caught: unknown): Failure {
  return caught instanceof OptionThrew ? caught.failure : { thrown: caught };
}
