// `next` of Express and `callback` of AWS Lambda, with which a function leaves the answer to the server or gives it.
// The endpoint always answers itself, and a second answer is an error of Node.js that no one catches: it would
// end the process.

import { WidgetTokenError } from '../errors.js';
import { makeIssue } from '../lib/issues.js';
import { classOf } from '../lib/untrusted.js';

/** A function among the options that may call it. */
type Caller = 'claims' | 'onError';

/** What a server passed, with a function that does nothing in place of its own. */
export interface Replaced<Given> {
  readonly given: Given;
  /**
   * The error that it was called with since the last time, or one that says not to call it. Undefined if it was
   * not called.
   */
  readonly takeError: (caller: Caller) => Error | undefined;
  /** Says what to do with the error if it is called after all that. The answer was given then. */
  readonly onLateCall: (report: (error: Error) => void) => void;
}

/** @param name - What the server calls it. It is the third argument. */
export function replacePassOn<Given extends readonly unknown[]>(
  given: Given,
  name: string | undefined,
): Replaced<Given> {
  let called: { readonly error: unknown } | undefined;
  let late: ((error: Error) => void) | undefined;
  const takeError = (caller: Caller): Error | undefined => {
    if (called === undefined) return undefined;
    const { error } = called;
    called = undefined;
    return classOf(error) === 'Error' ? (error as Error) : mustNotCall(caller, String(name));
  };
  const reportLate = (): void => {
    if (late === undefined) return;
    const error = takeError('claims');
    if (error !== undefined) late(error);
  };
  const replacement = (error?: unknown): void => {
    called = { error };
    reportLate();
  };
  const replaced = given.map((argument, index) =>
    index === 2 && name !== undefined && typeof argument === 'function' ? replacement : argument,
  );
  return {
    given: replaced as unknown as Given,
    takeError,
    onLateCall(report) {
      late = report;
      reportLate();
    },
  };
}

function mustNotCall(caller: Caller, name: string): WidgetTokenError {
  const [code, fix] =
    caller === 'claims'
      ? (['ERR_CLAIMS_INVALID', 'Return a Response, or throw an error.'] as const)
      : (['ERR_ON_ERROR_INVALID', 'Only log the error.'] as const);
  const rule = `must not call ${name}, because the endpoint itself answers. ${fix}`;
  return new WidgetTokenError([makeIssue(code, [caller], rule)]);
}
