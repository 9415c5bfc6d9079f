// Where createWidgetToken is called. The real browsers and runners are the matrix's; here, the globals
// that tell them apart.

import { runInNewContext } from 'node:vm';
import { estimateTokenSize, validateAttributes } from 'amazon-connect-widget-token';
import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createUnchecked, refusal, RIGHT } from '../support/helpers.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

function stub(globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

/** What a call answers that began with these globals. They end with the call: Vitest itself needs `process`. */
async function under<Answer>(globals: Record<string, unknown>, call: () => Promise<Answer>): Promise<Answer> {
  stub(globals);
  const answer = call();
  vi.unstubAllGlobals();
  return answer;
}

const PAGE = { window: {}, document: {} };

describe('in a browser', () => {
  it.each([
    ['without process', undefined],
    ['with a bundler’s process', {}],
    ['with a bundler’s process.versions', { versions: {} }],
  ])('refuses, whatever the options: %s', async (_what, process) => {
    const { issues } = await under({ ...PAGE, process }, async () => refusal({}));
    expect(issues).toEqual([
      {
        code: 'ERR_BROWSER',
        path: [],
        message:
          'createWidgetToken was called in a browser, where everyone can read the security key. Call it on your server, and fetch the token from there.',
      },
    ]);
  });

  it('still checks attributes and estimates sizes', () => {
    stub({ ...PAGE, process: undefined, crypto: undefined, TextEncoder: undefined });
    expect(validateAttributes({ name: 'Jane' })).toEqual({ value: { name: 'Jane' } });
    expect(estimateTokenSize({ widgetId: 'w', attributes: { name: 'Zoë' } }).fits).toBe(true);
  });
});

describe('not in a browser', () => {
  it.each([
    ['a test environment with a page, in Node.js', PAGE],
    ['a worker with a window and no document', { window: {}, process: undefined }],
    ['a worker with a document and no window', { document: {}, process: undefined }],
    ['a runtime without process', { process: undefined }],
  ])('signs: %s', async (_what, globals) => {
    expect(await under(globals, async () => createUnchecked(RIGHT))).toMatch(/^eyJ/);
  });

  it('signs with a Uint8Array of another realm than that of TextEncoder, as in Vitest with jsdom', async () => {
    stub({ Uint8Array: runInNewContext('Uint8Array') as unknown });
    for (const secret of [RIGHT.secret, new TextEncoder().encode(RIGHT.secret)]) {
      expect(await createUnchecked({ ...RIGHT, secret })).toMatch(/^eyJ/);
    }
  });
});

describe('without WebCrypto', () => {
  const NO_WEBCRYPTO =
    'There is no WebCrypto here (crypto.subtle), or no TextEncoder and TextDecoder, and it takes these to sign or verify a token. In Jest or Vitest, put /** @jest-environment node */ at the top of the test file: jsdom does not have them. Elsewhere, use Node.js 20 or later, Deno, Bun or an edge runtime.';

  it.each([
    ['no crypto', { crypto: undefined }],
    ['no crypto.subtle', { crypto: {} }],
    ['no TextEncoder', { TextEncoder: undefined }],
    ['no TextDecoder', { TextDecoder: undefined }],
  ])('refuses, and says what to set: %s', async (_what, globals) => {
    stub(globals);
    const { issues } = await refusal(RIGHT);
    expect(issues).toEqual([{ code: 'ERR_NO_WEBCRYPTO', path: [], message: NO_WEBCRYPTO }]);
  });
});

describe('a global that throws when it is read', () => {
  function forbid(object: object, name: string): void {
    const before = Object.getOwnPropertyDescriptor(object, name);
    const get = (): never => {
      throw new Error(RIGHT.secret);
    };
    Object.defineProperty(object, name, { get, configurable: true });
    onTestFinished(() => {
      if (before === undefined) Reflect.deleteProperty(object, name);
      else Object.defineProperty(object, name, before);
    });
  }

  it.each([
    ['crypto', globalThis, 'crypto'],
    ['crypto.subtle', crypto, 'subtle'],
    ['TextEncoder', globalThis, 'TextEncoder'],
  ])('is as good as missing: %s', async (_what, object, name) => {
    forbid(object, name);
    expect((await refusal(RIGHT)).code).toBe('ERR_NO_WEBCRYPTO');
    await expect(inspectWidgetToken('')).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });

  it('is not read where it makes no difference: process, without a page', async () => {
    const before = process;
    forbid(globalThis, 'process');
    const token = createUnchecked(RIGHT);
    Object.defineProperty(globalThis, 'process', { value: before, writable: true, configurable: true });
    expect(await token).toMatch(/^eyJ/);
  });
});

describe('with a WebCrypto that fails', () => {
  const failures = {
    'that throws': () => {
      throw new Error(RIGHT.secret);
    },
    'that rejects': () => Promise.reject(new Error(RIGHT.secret)),
  };

  it.each([
    ['nothing', undefined],
    ['16 bytes', new ArrayBuffer(16)],
    ['a text', 'signature'],
  ])('refuses what is no signature, as of a mock: %s', async (_what, signature) => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    stub({ crypto: { subtle: { importKey, sign: () => Promise.resolve(signature) } } });
    expect((await refusal(RIGHT)).code).toBe('ERR_NO_WEBCRYPTO');
  });

  for (const [how, fail] of Object.entries(failures)) {
    it(`refuses, in words of its own: sign ${how}`, async () => {
      stub({ crypto: { subtle: { importKey: fail, sign: fail } } });
      const { issues } = await refusal({ ...RIGHT, secret: `${RIGHT.secret}, told in words: ${how}` });
      expect(issues).toEqual([
        {
          code: 'ERR_NO_WEBCRYPTO',
          path: [],
          message:
            'WebCrypto (crypto.subtle) would not sign with HMAC SHA-256 here. If the secret is a CryptoKey, pass the text of the security key instead; else see what has replaced globalThis.crypto.',
        },
      ]);
    });

    it(`refuses, and drops what it says: importKey ${how}`, async () => {
      stub({ crypto: { subtle: { importKey: fail } } });
      const { code, message } = await refusal({
        ...RIGHT,
        secret: `${RIGHT.secret}, never seen before: ${how}`,
      });
      expect(code).toBe('ERR_NO_WEBCRYPTO');
      expect(message).not.toContain(RIGHT.secret);
    });

    it(`refuses, and drops what it says: sign ${how}`, async () => {
      const importKey = crypto.subtle.importKey.bind(crypto.subtle);
      stub({ crypto: { subtle: { importKey, sign: fail } } });
      const { code, message } = await refusal(RIGHT);
      expect(code).toBe('ERR_NO_WEBCRYPTO');
      expect(message).not.toContain(RIGHT.secret);
    });
  }
});
