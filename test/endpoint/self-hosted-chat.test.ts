// Installs and starts examples/self-hosted-chat. It calls StartChatContact of a server that stands in for
// Connect, as this test never calls AWS.

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createWidgetToken, type CreateWidgetTokenOptions } from 'amazon-connect-widget-token';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { claimsOf, SECRET, WIDGET_ID } from '../support/helpers.js';
import { ACCESS_KEY_ID, REGION, startConnect, type ConnectStandIn } from './connect-stand-in.js';
import { install, removeAll, writeEnv } from './installed-example.js';
import { startServer, stopServers, type ServerProcess } from './server-process.js';

const INSTANCE_ID = '0f9b7c1e-3d52-4a86-9e0b-7a1c5d2e8f43';
const FLOW_ID = '5b2e8d70-9c4f-4f1a-8b36-1e7d0c9a6f25';

const ENV = {
  CONNECT_WIDGET_ID: WIDGET_ID,
  CONNECT_SECRET: SECRET,
  CONNECT_INSTANCE_ID: INSTANCE_ID,
  CONNECT_CONTACT_FLOW_ID: FLOW_ID,
  AWS_REGION: REGION,
};

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** Too short to be a security key. */
const WRONG_SECRET = 'wrong-7f3a';

const JANE = { name: 'Jane', memberId: '123456789' };
const JOHN = { name: 'John', memberId: '987654321' };

/** The log of the server comes through a pipe. */
const LATER = { timeout: 30_000 };

/** What none of the logs may contain. */
const CUSTOMERS_DATA = /Jane|John|123456789|987654321|eyJ/;

let folder: string;
let connect: ConnectStandIn;
let server: ServerProcess;

beforeAll(async () => {
  folder = install('examples/self-hosted-chat');
  connect = await startConnect();
  await start(ENV);
});

afterEach(() => {
  connect.requests.length = 0;
  connect.failure = undefined;
});

afterAll(async () => {
  await stopServers();
  connect.stop();
  removeAll();
});

/** Starts the example, with the stand-in instead of Connect. */
async function start(
  env: Readonly<Record<string, string>>,
  credentials: object = CREDENTIALS,
): Promise<void> {
  await stopServers();
  writeEnv(folder, env);
  const aws = {
    AWS_ENDPOINT_URL_CONNECT: connect.origin,
    ...credentials,
    // Not the profiles of the person who runs the test, nor the role of a machine.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const variables = Object.entries(aws).map(([name, value]) => `${name}=${value}`);
  server = await startServer(folder, () => ['env', '-u', 'AWS_PROFILE', ...variables, 'npm', 'start']);
}

let made = 0;

/** A token that no other call returns: two tokens of the same second and the same claims are equal. */
function createToken(options: Partial<CreateWidgetTokenOptions> = {}): Promise<string> {
  const attributes = { ...(options.attributes ?? JANE), visit: String(++made) };
  return createWidgetToken({ widgetId: WIDGET_ID, secret: SECRET, ...options, attributes });
}

function requestChat(token: string): Promise<Response> {
  return fetch(`${server.origin}/chat`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
}

async function answerOf(response: Response): Promise<[status: number, body: unknown]> {
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-type')).toBe('application/json');
  return [response.status, await response.json()];
}

async function startChat(token: string): Promise<[status: number, body: unknown]> {
  return answerOf(await requestChat(token));
}

describe('a valid token', () => {
  it('starts a chat with what it contains, and nothing else', async () => {
    const segmentAttributes = { 'connect:Subtype': { ValueString: 'connect:Guide' } };
    const token = await createToken({ customerId: 'C-42', relatedContactId: 'contact-1', segmentAttributes });
    const [status, { data }] = (await startChat(token)) as [number, { data: Record<string, string> }];
    expect(status).toBe(200);
    expect(data).toEqual({
      contactId: expect.any(String) as string,
      participantId: expect.any(String) as string,
      participantToken: `token of ${data.contactId}`,
    });
    expect(connect.requests).toEqual([
      {
        InstanceId: INSTANCE_ID,
        ContactFlowId: FLOW_ID,
        ParticipantDetails: { DisplayName: 'Jane' },
        Attributes: { ...JANE, visit: String(made) },
        CustomerId: 'C-42',
        RelatedContactId: 'contact-1',
        SegmentAttributes: segmentAttributes,
        ClientToken: expect.any(String) as string,
      },
    ]);
  });

  it('without attributes starts the chat of a customer without a name', async () => {
    const token = await createWidgetToken({ widgetId: WIDGET_ID, secret: SECRET });
    expect((await startChat(token))[0]).toBe(200);
    const [{ ClientToken, ...request } = expect.fail('no request')] = connect.requests;
    expect(ClientToken).not.toBe('');
    expect(request).toEqual({
      InstanceId: INSTANCE_ID,
      ContactFlowId: FLOW_ID,
      ParticipantDetails: { DisplayName: 'Customer' },
    });
  });

  it.each([
    ['an empty name', '', 'Customer'],
    ['a name of 256 characters', '🙂'.repeat(256), '🙂'.repeat(256)],
    ['a name of 257 characters', '🙂'.repeat(257), '🙂'.repeat(256)],
  ])('with %s starts a chat', async (_title, name, shown) => {
    expect((await startChat(await createToken({ attributes: { name } })))[0]).toBe(200);
    expect(connect.requests).toMatchObject([
      { ParticipantDetails: { DisplayName: shown }, Attributes: { name } },
    ]);
  });

  it('starts the chat of its own customer, with many requests at once', async () => {
    let asked = 0;
    const startChats = async (): Promise<void> => {
      while (asked < 120) {
        const customer = asked++ % 2 === 0 ? JANE : JOHN;
        const token = await createToken({ attributes: customer, customerId: customer.memberId });
        const [status, { data }] = (await startChat(token)) as [number, { data: { contactId: string } }];
        expect(status).toBe(200);
        const chat = connect.chats.get(data.contactId);
        expect(chat).toMatchObject({
          Attributes: customer,
          CustomerId: customer.memberId,
          ParticipantDetails: { DisplayName: customer.name },
        });
      }
    };
    await Promise.all(Array.from({ length: 12 }, startChats));
    expect(connect.requests).toHaveLength(120);
  });
});

describe('a token that was used', () => {
  it('gets 409, and Connect is not called again', async () => {
    const token = await createToken();
    expect((await startChat(token))[0]).toBe(200);
    expect(await startChat(token)).toEqual([409, { error: 'token_used' }]);
    expect(connect.requests).toHaveLength(1);
  });

  it('starts one chat if it arrives many times at once', async () => {
    const token = await createToken();
    const answers = await Promise.all(Array.from({ length: 20 }, () => startChat(token)));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(answers.filter(([status]) => status === 409)).toHaveLength(19);
    expect(connect.requests).toHaveLength(1);
  });

  it('gets 409 also after exp, while the clock tolerance still accepts it', async () => {
    const token = await createToken({ expiresIn: 1 });
    const { exp } = claimsOf(token) as { exp: number };
    expect((await startChat(token))[0]).toBe(200);
    await sleep(exp * 1000 - Date.now() + 50);
    // Another token makes the server forget the tokens that have expired.
    expect((await startChat(await createToken()))[0]).toBe(200);
    expect(await startChat(token)).toEqual([409, { error: 'token_used' }]);
  });

  it('is forgotten when it is no longer valid', async () => {
    const module = (await import(pathToFileURL(join(folder, 'used-tokens.js')).href)) as {
      isFirstUse: (token: string, until: number) => boolean;
    };
    vi.useFakeTimers({ now: 1000_000, toFake: ['Date'] });
    try {
      expect(module.isFirstUse('a', 1500)).toBe(true);
      vi.setSystemTime(1500_000);
      expect(module.isFirstUse('b', 2000)).toBe(true);
      expect(module.isFirstUse('a', 1500)).toBe(false);
      vi.setSystemTime(1500_001);
      expect(module.isFirstUse('b', 2000)).toBe(false);
      // Only to see that it was removed: at this time, verifyWidgetToken rejects it.
      expect(module.isFirstUse('a', 1500)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a token that is not valid', () => {
  const hourAgo = new Date(Date.now() - 3600_000);

  it.each<[title: string, code: string, token: () => Promise<string>]>([
    ['an expired token', 'ERR_TOKEN_EXPIRED', () => createToken({ issuedAt: hourAgo })],
    ['a token of another key', 'ERR_TOKEN_SIGNATURE', () => createToken({ secret: SECRET.toLowerCase() })],
    [
      "another widget's token",
      'ERR_TOKEN_WIDGET_ID',
      () => createToken({ widgetId: 'a0c9e5b4-7d13-4d8e-b6f2-3c58e1a90d77' }),
    ],
    [
      'a token whose attributes were changed',
      'ERR_TOKEN_SIGNATURE',
      async () => {
        const [header, claims = '', signature] = (await createToken()).split('.');
        const changed = Buffer.from(claims, 'base64url').toString().replace('Jane', 'John');
        return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
      },
    ],
    ['no token', 'ERR_TOKEN_MALFORMED', () => Promise.resolve('')],
  ])('%s gets 401, and Connect is not called', async (_title, code, token) => {
    expect(await startChat(await token())).toEqual([401, { error: 'token_refused' }]);
    await expect.poll(() => server.printed(), LATER).toContain(`A token was refused: ${code}\n`);
    expect(connect.requests).toEqual([]);
  });

  it('is refused without an Authorization header of the scheme Bearer', async () => {
    const token = await createToken();
    for (const authorization of [undefined, token, `Basic ${token}`, `Bearer ${token} more`]) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(`${server.origin}/chat`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ token }),
      });
      expect(await answerOf(response)).toEqual([401, { error: 'token_refused' }]);
    }
    expect(connect.requests).toEqual([]);
  });
});

describe('when Connect starts no chat', () => {
  /** Connect's messages can repeat what was sent. */
  const message = "Value 'Jane' of customer 123456789 is not allowed";

  it.each([
    ['LimitExceededException', 429, 'Ask AWS for higher quotas if this happens often.'],
    ['ThrottlingException', 429, 'Ask AWS for higher quotas if this happens often.'],
    ['TooManyRequestsException', 429, 'Ask AWS for higher quotas if this happens often.'],
  ])('%s gives 503, after the retries of the SDK', async (type, status, advice) => {
    connect.failure = { status, type, message };
    const response = await requestChat(await createToken());
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await answerOf(response)).toEqual([503, { error: 'chat_busy' }]);
    expect(connect.requests).toHaveLength(3);
    // The same one, so that Connect starts one chat for all of them.
    expect(new Set(connect.requests.map((request) => request.ClientToken)).size).toBe(1);
    await expectLine(
      new RegExp(`^StartChatContact failed: ${type}, HTTP ${status}, request \\S+\\. ${advice}$`),
    );
  });

  it.each([
    ['AccessDeniedException', 403, 'Allow connect:StartChatContact for the credentials of this server.', 1],
    [
      'ResourceNotFoundException',
      404,
      'Check CONNECT_INSTANCE_ID, CONNECT_CONTACT_FLOW_ID and AWS_REGION.',
      1,
    ],
    ['InvalidParameterException', 400, 'See https://docs\\S+', 1],
    ['InternalServiceException', 500, 'See https://docs\\S+', 3],
  ])('%s gives 502', async (type, status, advice, calls) => {
    connect.failure = { status, type, message };
    const response = await requestChat(await createToken());
    expect(response.headers.get('retry-after')).toBeNull();
    expect(await answerOf(response)).toEqual([502, { error: 'chat_unavailable' }]);
    expect(connect.requests).toHaveLength(calls);
    await expectLine(
      new RegExp(`^StartChatContact failed: ${type}, HTTP ${status}, request \\S+\\. ${advice}$`),
    );
  });

  it('a closed connection gives 502', async () => {
    connect.failure = 'hangUp';
    expect(await startChat(await createToken())).toEqual([502, { error: 'chat_unavailable' }]);
    await expectLine(/^StartChatContact failed: \w+, ECONNRESET\. See https:\S+$/);
  });

  it('gives 502 if Connect does not answer', async () => {
    connect.failure = 'silence';
    expect(await startChat(await createToken())).toEqual([502, { error: 'chat_unavailable' }]);
    expect(connect.requests).toHaveLength(3);
    await expectLine(/^StartChatContact failed: TimeoutError, ETIMEDOUT\. See https:\S+$/);
  });

  it('a token was used nevertheless, and the next token starts a chat', async () => {
    connect.failure = { status: 403, type: 'AccessDeniedException', message };
    const token = await createToken();
    expect((await startChat(token))[0]).toBe(502);
    connect.failure = undefined;
    expect((await startChat(token))[0]).toBe(409);
    expect((await startChat(await createToken()))[0]).toBe(200);
  });

  async function expectLine(line: RegExp): Promise<void> {
    const lines = (): string[] => server.printed().split('\n');
    await expect.poll(() => lines().filter((printed) => line.test(printed)), LATER).toHaveLength(1);
  }
});

describe('the server', () => {
  it('answers other paths and methods without a chat', async () => {
    const headers = { authorization: `Bearer ${await createToken()}` };
    expect((await fetch(`${server.origin}/token`, { method: 'POST', headers })).status).toBe(404);
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      const response = await fetch(`${server.origin}/chat`, { method, headers });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(connect.requests).toEqual([]);
  });

  it('logs nothing that belongs to a customer', () => {
    expect(server.printed()).toContain('StartChatContact failed');
    expect(server.printed()).toContain('A token was refused');
    expect(server.printed()).not.toMatch(CUSTOMERS_DATA);
    expect(server.printed()).not.toContain(SECRET);
  });

  it('says in its log that it has no credentials', async () => {
    await start(ENV, {});
    expect(await startChat(await createToken())).toEqual([502, { error: 'chat_unavailable' }]);
    const line = 'StartChatContact failed: CredentialsProviderError. Give this server credentials: https://';
    await expect.poll(() => server.printed(), LATER).toContain(line);
    expect(connect.requests).toEqual([]);
  });

  it.each([
    ['CONNECT_SECRET', WRONG_SECRET, /ERR_SECRET_INVALID/],
    ['CONNECT_WIDGET_ID', '', /ERR_WIDGET_ID_INVALID/],
    ['CONNECT_INSTANCE_ID', '', /CONNECT_INSTANCE_ID is not set/],
    ['CONNECT_CONTACT_FLOW_ID', '', /CONNECT_CONTACT_FLOW_ID is not set/],
    ['AWS_REGION', '', /Region not accepted/],
  ])('does not start if %s is "%s"', async (name, value, reason) => {
    const error: unknown = await start({ ...ENV, [name]: value }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(reason);
    expect(String(error)).not.toContain(WRONG_SECRET);
  });
});
