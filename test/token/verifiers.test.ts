import { createHmac } from 'node:crypto';
import { createWidgetToken } from 'amazon-connect-widget-token';
import { createVerifier } from 'fast-jwt';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { RIGHT, SECRET, WIDGET_ID } from '../support/helpers.js';

const ATTRIBUTES = {
  name: 'Zoë',
  note: 'say "hi" 👋',
  empty: '',
  'with-dash_and_1': '\u0000\u2028</script>',
};

const SECRETS = {
  'its text': SECRET,
  'its bytes': new TextEncoder().encode(SECRET),
  'a Buffer of its text': Buffer.from(SECRET),
  'a CryptoKey': await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(SECRET),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  ),
};

describe('verifiers that know nothing of this package', () => {
  for (const [kind, secret] of Object.entries(SECRETS)) {
    describe(`accept what is signed with the security key as ${kind}`, () => {
      it('jsonwebtoken', async () => {
        const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
        const claims = jsonwebtoken.verify(token, SECRET, { algorithms: ['HS256'], subject: WIDGET_ID });
        expect(claims).toMatchObject({ sub: WIDGET_ID, attributes: ATTRIBUTES });
      });

      it('fast-jwt', async () => {
        const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
        const verify = createVerifier({ key: SECRET, algorithms: ['HS256'], allowedSub: WIDGET_ID });
        expect(verify(token)).toMatchObject({ sub: WIDGET_ID, attributes: ATTRIBUTES });
      });

      it("node:crypto's HMAC", async () => {
        const token = await createWidgetToken({ ...RIGHT, secret, attributes: ATTRIBUTES });
        const signed = token.slice(0, token.lastIndexOf('.'));
        const signature = createHmac('sha256', SECRET).update(signed).digest('base64url');
        expect(token).toBe(`${signed}.${signature}`);
      });
    });
  }
});
