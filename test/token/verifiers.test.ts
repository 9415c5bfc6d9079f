import { createWidgetToken, type WidgetSecret } from 'amazon-connect-widget-token';
import { createVerifier } from 'fast-jwt';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isSignedWith, RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

const ATTRIBUTES = {
  name: 'Zoë',
  note: 'say "hi" 👋',
  empty: '',
  'with-dash_and_1': '\u0000\u2028</script>',
};

const BYTES = new TextEncoder().encode(SECRET);

const SECRETS: [kind: string, secret: WidgetSecret][] = [
  ['a string', SECRET],
  ['a Uint8Array', BYTES],
  ['a Buffer', Buffer.from(SECRET)],
  [
    'a CryptoKey',
    await crypto.subtle.importKey('raw', BYTES, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ],
];

describe.each(SECRETS)('a token that was signed with %s is accepted', (_kind, secret) => {
  it('by jsonwebtoken', async () => {
    const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
    const claims = jsonwebtoken.verify(token, SECRET, { algorithms: ['HS256'], subject: WIDGET_ID });
    expect(claims).toMatchObject({ sub: WIDGET_ID, attributes: ATTRIBUTES });
  });

  it('by fast-jwt', async () => {
    const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
    const verify = createVerifier({ key: SECRET, algorithms: ['HS256'], allowedSub: WIDGET_ID });
    expect(verify(token)).toMatchObject({ sub: WIDGET_ID, attributes: ATTRIBUTES });
  });

  it('by the HMAC of node:crypto', async () => {
    const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
    expect(isSignedWith(token, SECRET)).toBe(true);
  });
});
