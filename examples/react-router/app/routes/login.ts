import { signIn } from '../session.server';
import type { Route } from './+types/login';

// Replace it with your sign-in, which asks for a password.
export function action({ request }: Route.ActionArgs): Promise<Response> {
  return signIn(request);
}
