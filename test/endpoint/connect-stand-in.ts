// Stands in for Connect: a server that answers StartChatContact as its API reference says. It refuses a request
// that is not documented, and records those that it answers.
// https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export const ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
export const REGION = 'us-west-2';

/** The body of a request. */
interface ChatRequest {
  readonly InstanceId: string;
  readonly ContactFlowId: string;
  readonly ClientToken: string;
  readonly ParticipantDetails: { readonly DisplayName: string };
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly CustomerId?: string;
  readonly RelatedContactId?: string;
  readonly SegmentAttributes?: Readonly<Record<string, object>>;
}

/** An answer other than a chat. `hangUp` closes the connection, `silence` leaves it open. */
type Failure =
  { readonly status: number; readonly type: string; readonly message: string } | 'hangUp' | 'silence';

export interface ConnectStandIn {
  readonly origin: string;
  /** The requests so far, also those that were answered with a failure. */
  readonly requests: ChatRequest[];
  /** The chats, by the id of the contact. */
  readonly chats: Map<string, ChatRequest>;
  /** If it is set, every request gets this answer. */
  failure: Failure | undefined;
  readonly stop: () => void;
}

export async function startConnect(): Promise<ConnectStandIn> {
  const server = createServer((request, response) => void answer(connect, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connect: ConnectStandIn = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    chats: new Map(),
    failure: undefined,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return connect;
}

async function answer(
  connect: ConnectStandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body: unknown = await json(request).catch(() => undefined);
  const problem = problemOf(request, body);
  if (problem !== undefined) {
    fail(response, { status: 400, type: 'InvalidRequestException', message: problem });
    return;
  }
  const chat = body as ChatRequest;
  connect.requests.push(chat);
  if (connect.failure === 'hangUp') {
    response.destroy();
    return;
  }
  if (connect.failure === 'silence') return;
  if (connect.failure !== undefined) {
    fail(response, connect.failure);
    return;
  }
  // So that answers overtake each other.
  await sleep(Math.random() * 20);
  const ContactId = randomUUID();
  connect.chats.set(ContactId, chat);
  const started = { ContactId, ParticipantId: randomUUID(), ParticipantToken: `token of ${ContactId}` };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(started));
}

/** An error of the protocol REST-JSON. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
function fail(response: ServerResponse, { status, type, message }: Exclude<Failure, string>): void {
  const headers = {
    'Content-Type': 'application/json',
    'x-amzn-ErrorType': type,
    'x-amzn-RequestId': randomUUID(),
  };
  response.writeHead(status, headers).end(JSON.stringify({ Message: message }));
}

/** What is wrong with a request, or undefined. */
function problemOf({ method, url, headers }: IncomingMessage, body: unknown): string | undefined {
  if (method !== 'PUT' || url !== '/contact/chat') return `${method} ${url}`;
  if (headers['content-type'] !== 'application/json') return 'Content-Type';
  const [, credential, signed = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=[0-9a-f]{64}$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const [date] = String(headers['x-amz-date']).split('T');
  if (credential !== `${ACCESS_KEY_ID}/${date}/${REGION}/connect/aws4_request`) return 'Authorization';
  for (const name of ['content-type', 'host', 'x-amz-content-sha256', 'x-amz-date']) {
    if (!signed.split(';').includes(name)) return `${name} is not signed`;
  }
  return isRecord(body) ? problemOfMembers(body) : 'The body is not a JSON object';
}

function problemOfMembers(body: Readonly<Record<string, unknown>>): string | undefined {
  const missing = REQUIRED.find((name) => !(name in body));
  if (missing !== undefined) return `${missing} is missing`;
  return Object.keys(body).find((name) => MEMBERS[name]?.(body[name]) !== true);
}

const REQUIRED = ['InstanceId', 'ContactFlowId', 'ParticipantDetails'];

/** The members that the example may send. Lengths are in code points, as in the API's model. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  InstanceId: isText(1, 100),
  ContactFlowId: isText(1, 500),
  ParticipantDetails: (value) =>
    isRecord(value) && Object.keys(value).join() === 'DisplayName' && isText(1, 256)(value.DisplayName),
  Attributes: (value) => isRecord(value) && Object.values(value).every(isText(0, 32_767)),
  ClientToken: isText(1, 500),
  CustomerId: isText(1, 128),
  RelatedContactId: isText(1, 256),
  SegmentAttributes: (value) => isRecord(value) && Object.values(value).every(isRecord),
};

function isText(min: number, max: number): (value: unknown) => boolean {
  return (value) => {
    const { length } = typeof value === 'string' ? Array.from(value) : [];
    return typeof value === 'string' && length >= min && length <= max;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
