// What check reports: one finding for each check, in a fixed order.

import type { Issue } from '../../errors.js';

/** The checks, in the order of the report. */
export const CHECKS = [
  'address',
  'connection',
  'status',
  'content type',
  'answer',
  'token',
  'signature',
  'widget id',
  'no-store',
  'cache',
  'second answer',
  'clock',
  'CORS',
  'CORS with cookies',
  'preflight',
  'other origins',
  'strangers',
] as const;

export type Check = (typeof CHECKS)[number];

/** A warning does not change the exit status: it may be as the endpoint's author wants it. */
export type Result = 'ok' | 'fault' | 'warning' | 'not checked';

/** The outcome of a check. */
export interface Finding {
  readonly check: Check;
  readonly result: Result;
  /** What was found. For a fault, the last sentence is the fix. */
  readonly message: string;
  /** The problems with the token. */
  readonly issues?: readonly Issue[];
}

/** A finding before it is known which check it is for. */
export type Verdict = Omit<Finding, 'check'>;

export const ok = (message: string): Verdict => ({ result: 'ok', message });

export const fault = (message: string): Verdict => ({ result: 'fault', message });

export const warning = (message: string): Verdict => ({ result: 'warning', message });

/** @param reason - Why it was not checked, or how to have it checked. */
export const notChecked = (reason: string): Verdict => ({ result: 'not checked', message: reason });

export const NO_ANSWER = notChecked('there is no answer');

export const NO_TOKEN = notChecked('there is no token');
