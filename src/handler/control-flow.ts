// What frameworks throw to do something else than to report a failure: a redirect, "not found", "do not
// prerender this". The endpoint throws it on to the framework, and does not log it. Each is recognized by
// its properties, as none of their classes is imported here.

import { classOf, typeName } from '../lib/untrusted.js';

/** Such as `NEXT_REDIRECT;…`, `NEXT_HTTP_ERROR_FALLBACK;404` and `DYNAMIC_SERVER_USAGE`. React's are numbers. */
const NEXT_DIGEST = /^[A-Z]+_[A-Z_]/;

/** Whether something that was thrown is for the framework that called the endpoint. */
export function isControlFlow(thrown: unknown): boolean {
  try {
    const { digest, status, location, body, getResponse, type } = Object(thrown) as Record<string, unknown>;
    // Next.js: redirect(), notFound(), and cookies() at build time.
    if (typeof digest === 'string') return NEXT_DIGEST.test(digest);
    // React Router: data().
    if (type === 'DataWithResponseInit') return true;
    if (typeof status !== 'number') return false;
    // Hono: HTTPException.
    if (typeof getResponse === 'function') return true;
    // SvelteKit: redirect() and error(), whose classes are not errors. The answer of an API may look the same.
    const isInstance = classOf(thrown) === 'Object' && typeName(thrown) !== 'object';
    return isInstance && (typeof location === 'string' || hasMessage(body));
  } catch {
    return false;
  }
}

function hasMessage(body: unknown): boolean {
  return typeof (Object(body) as { message?: unknown }).message === 'string';
}
