// Where createWidgetToken may run. Real browsers and test runners are in test/matrix; here, the globals that
// identify a runtime are replaced.

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

/** The result of a call with these globals until its first await. Vitest needs `process` after that. */
async function callWith<Result>(
  globals: Record<string, unknown>,
  call: () => Promise<Result>,
): Promise<Result> {
  stub(globals);
  const result = call();
  vi.unstubAllGlobals();
  return result;
}

const PAGE = { window: {}, document: {} };

describe('createWidgetToken in a browser', () => {
  it.each([
    ['without process', undefined],
    ['with the process of a bundler', {}],
    ['with the process.versions of a bundler', { versions: {} }],
  ])('refuses to run, whatever the options: %s', async (_what, process) => {
    const { issues } = await callWith({ ...PAGE, process }, async () => refusal({}));
    expect(issues).toEqual([
      {
        code: 'ERR_BROWSER',
        path: [],
        message:
          'createWidgetToken must run on a server: in a browser, anyone can read the security key. Let the page fetch the token.',
      },
    ]);
  });
});

describe('validateAttributes and estimateTokenSize', () => {
  it('run in a browser, also without WebCrypto and TextEncoder', () => {
    stub({ ...PAGE, process: undefined, crypto: undefined, TextEncoder: undefined });
    expect(validateAttributes({ name: 'Jane' })).toEqual({ value: { name: 'Jane' } });
    expect(estimateTokenSize({ widgetId: 'w', attributes: { name: 'Zoë' } }).fits).toBe(true);
  });
});

describe('createWidgetToken outside of a browser', () => {
  it.each([
    ['in Node.js with a window and a document, as in jsdom', PAGE],
    ['in a worker with a window and no document', { window: {}, process: undefined }],
    ['in a worker with a document and no window', { document: {}, process: undefined }],
    ['in a runtime without process', { process: undefined }],
  ])('creates a token %s', async (_what, globals) => {
    expect(await callWith(globals, async () => createUnchecked(RIGHT))).toMatch(/^eyJ/);
  });

  it('creates a token if Uint8Array is of another realm than TextEncoder, as with jsdom in Vitest', async () => {
    stub({ Uint8Array: runInNewContext('Uint8Array') as unknown });
    for (const secret of [RIGHT.secret, new TextEncoder().encode(RIGHT.secret)]) {
      expect(await createUnchecked({ ...RIGHT, secret })).toMatch(/^eyJ/);
    }
  });
});

describe('createWidgetToken without WebCrypto', () => {
  it.each([
    ['crypto', { crypto: undefined }],
    ['crypto.subtle', { crypto: {} }],
    ['TextEncoder', { TextEncoder: undefined }],
    ['TextDecoder', { TextDecoder: undefined }],
  ])('refuses to run, and says where it would run: no %s', async (_what, globals) => {
    stub(globals);
    const { issues } = await refusal(RIGHT);
    expect(issues).toEqual([
      {
        code: 'ERR_NO_WEBCRYPTO',
        path: [],
        message:
          'WebCrypto (crypto.subtle), TextEncoder or TextDecoder is missing. In Jest or Vitest, put /** @jest-environment node */ at the top of the test file. Otherwise, use Node.js 20 or later, Deno, Bun or an edge runtime.',
      },
    ]);
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
  ])('is treated like a missing one: %s', async (_what, object, name) => {
    forbid(object, name);
    expect((await refusal(RIGHT)).code).toBe('ERR_NO_WEBCRYPTO');
    await expect(inspectWidgetToken('')).rejects.toHaveProperty('code', 'ERR_NO_WEBCRYPTO');
  });

  it('is not read if it makes no difference: process, without a window', async () => {
    const before = process;
    forbid(globalThis, 'process');
    const token = createUnchecked(RIGHT);
    Object.defineProperty(globalThis, 'process', { value: before, writable: true, configurable: true });
    expect(await token).toMatch(/^eyJ/);
  });
});

describe('createWidgetToken with a mock of WebCrypto', () => {
  it.each([
    ['undefined', undefined],
    ['16 bytes', new ArrayBuffer(16)],
    ['a string', 'signature'],
  ])('refuses a signature that is not one: %s', async (_what, signature) => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    stub({ crypto: { subtle: { importKey, sign: () => Promise.resolve(signature) } } });
    expect((await refusal(RIGHT)).code).toBe('ERR_NO_WEBCRYPTO');
  });
});

describe.each([
  [
    'throws',
    () => {
      throw new Error(RIGHT.secret);
    },
  ],
  ['rejects', () => Promise.reject(new Error(RIGHT.secret))],
])('createWidgetToken with a WebCrypto that %s', (how, fail) => {
  it('says what to check', async () => {
    stub({ crypto: { subtle: { importKey: fail, sign: fail } } });
    const { issues } = await refusal({ ...RIGHT, secret: `for the message: ${how} ${RIGHT.secret}` });
    expect(issues).toEqual([
      {
        code: 'ERR_NO_WEBCRYPTO',
        path: [],
        message:
          'WebCrypto (crypto.subtle) could not sign with HMAC SHA-256. If the secret is a CryptoKey, pass the security key as a string. Otherwise, check what has replaced globalThis.crypto.',
      },
    ]);
  });

  it('does not show the error of importKey', async () => {
    stub({ crypto: { subtle: { importKey: fail } } });
    const secret = `never imported: ${how} ${RIGHT.secret}`;
    const { code, message } = await refusal({ ...RIGHT, secret });
    expect(code).toBe('ERR_NO_WEBCRYPTO');
    expect(message).not.toContain(RIGHT.secret);
  });

  it('does not show the error of sign', async () => {
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    stub({ crypto: { subtle: { importKey, sign: fail } } });
    const { code, message } = await refusal(RIGHT);
    expect(code).toBe('ERR_NO_WEBCRYPTO');
    expect(message).not.toContain(RIGHT.secret);
  });
});
