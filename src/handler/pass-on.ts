// `next` of Express and `callback` of AWS Lambda, with which a function leaves the answer to the server or gives it.
// The endpoint always answers itself, and a second answer is an error of Node.js that no one catches: it would
// end the process.

import { WidgetTokenError } from '../errors.js';
import { makeIssue } from '../lib/issues.js';
import { classOf } from '../lib/untrusted.js';

/** What a server passed, with a function that does nothing in place of its own. */
export interface Replaced<Given> {
  readonly given: Given;
  /**
   * The error that it was called with since the last time, or one that says not to call it. Undefined if it was
   * not called.
   */
  readonly takeError: (option: 'claims' | 'onError') => Error | undefined;
}

/** @param name - What the server calls it. It is the third argument. */
export function replacePassOn<Given extends readonly unknown[]>(
  given: Given,
  name: string | undefined,
): Replaced<Given> {
  let called: { readonly error: unknown } | undefined;
  const replacement = (error?: unknown): void => {
    called = { error };
  };
  const replaced = given.map((argument, index) =>
    index === 2 && name !== undefined && typeof argument === 'function' ? replacement : argument,
  );
  return {
    given: replaced as unknown as Given,
    takeError(option) {
      if (called === undefined) return undefined;
      const { error } = called;
      called = undefined;
      return classOf(error) === 'Error' ? (error as Error) : mustNotCall(option, String(name));
    },
  };
}

function mustNotCall(option: 'claims' | 'onError', name: string): WidgetTokenError {
  const rule = `must not call ${name}, because the endpoint itself answers. Return a Response, or throw an error.`;
  const code = option === 'claims' ? 'ERR_CLAIMS_INVALID' : 'ERR_ON_ERROR_INVALID';
  return new WidgetTokenError([makeIssue(code, [option], rule)]);
}
