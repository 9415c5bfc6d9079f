import { signIn } from '$lib/server/session';
import type { RequestHandler } from './$types';

// Replace it with your sign-in, which asks for a password.
export const POST: RequestHandler = async (event) => {
  await signIn(event);
  return new Response(null, { status: 204 });
};
