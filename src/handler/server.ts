// What the handlers have in common about the servers that call them: what is read of a request, and what an
// answer is before a server gives it its shape.

import type { Cors, Header } from './origins.js';

/** What is read of a request. */
export interface Asked {
  readonly method: unknown;
  /** The value of a header. */
  readonly header: (name: 'origin' | 'host') => string | undefined;
}

/** An answer, before a server gives it its shape. */
export interface Answer {
  readonly status: number;
  /** Only a `Response` can show it. */
  readonly statusText: string;
  readonly headers: readonly Header[];
  /** JSON, or the body of a `Response` from `claims`. */
  readonly body: string | null | Response['body'];
  /** What CORS did to it. */
  readonly cors: Cors;
}

/** A kind of server: what it passes to a handler, and how it is answered. */
export interface Server {
  /** The first argument of the handler, as a message names it. */
  readonly argument: string;
  /** The rule for it. */
  readonly rule: string;
  /** Who else passes this, and what to use there: the message if a handler for another server receives it. */
  readonly caller: string;
  readonly fix: string;
  /** The fix if its handler receives something that no kind of server passes. */
  readonly fixUnknown: string;
  /** The function among what it passes with which a handler leaves the answer to it: the third argument. */
  readonly passOn?: 'next' | 'callback';
  readonly isCaller: (given: readonly unknown[]) => boolean;
  readonly read: (given: readonly unknown[]) => Asked;
  /** The status that is set for the answer, where `claims` can set it. */
  readonly statusOf?: (given: readonly unknown[]) => unknown;
  /** Whether someone else has answered, or the client has left. */
  readonly isAnswered: (given: readonly unknown[]) => boolean;
  readonly write: (answer: Answer, given: readonly unknown[]) => unknown;
  /** Ends a request that could not be answered, where that does not happen by itself. */
  readonly abandon?: (given: readonly unknown[]) => void;
  /**
   * Whether what was thrown is for the framework that called the handler. Not where a rejected handler would
   * leave the request without an answer.
   */
  readonly isControlFlow?: (thrown: unknown) => boolean;
}

/** The whole body, for a server that does not take a stream. */
export async function readBody({ body }: Answer): Promise<string | Uint8Array> {
  if (typeof body === 'string') return body;
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** A member of what a server passed, which may be anything. */
export function memberOf(value: unknown, name: string): unknown {
  return (Object(value) as Record<string, unknown>)[name];
}
