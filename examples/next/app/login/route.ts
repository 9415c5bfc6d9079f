import type { NextRequest } from 'next/server';
import { signIn } from '../../session';

// Replace it with your sign-in, which asks for a password.
export async function POST(request: NextRequest): Promise<Response> {
  await signIn(request.nextUrl.searchParams.get('memberId') ?? '');
  return new Response(null, { status: 204 });
}
