// Simulates what the example needs of AWS Secrets Manager: a server of its protocol, AWS JSON 1.1, that knows
// one secret and one operation.
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:Key961B73FD-a1b2c3';

/** The message of AWS. */
export const DENIED =
  'User: arn:aws:sts::123456789012:assumed-role/WidgetToken-Role/WidgetToken-Token is not authorized to ' +
  `perform: secretsmanager:GetSecretValue on resource: ${SECRET_ARN} because no identity-based policy allows ` +
  'the secretsmanager:GetSecretValue action';

export interface SecretsManager {
  readonly url: string;
  /** The value of the secret. Undefined to deny access to it. */
  value: string | undefined;
  /** How often it was asked for the value. */
  fetches: number;
}

/** Listens until the test ends. */
export async function startSecretsManager(value: string): Promise<SecretsManager> {
  const server = createServer((request, response) => void answer(request, response, secrets));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets: SecretsManager = { url, value, fetches: 0 };
  return secrets;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  secrets: SecretsManager,
): Promise<void> {
  secrets.fetches++;
  const [status, body] = respond(request.headers, await json(request), secrets.value);
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function respond(
  headers: IncomingMessage['headers'],
  body: unknown,
  value: string | undefined,
): [status: number, body: object] {
  if (headers['content-type'] !== 'application/x-amz-json-1.1')
    return error('SerializationException', 'The request is not AWS JSON 1.1');
  if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
    return error('InvalidAction', 'The action or operation requested is invalid.');
  if (!/^AWS4-HMAC-SHA256 .*\/eu-central-1\/secretsmanager\/aws4_request,/.test(headers.authorization ?? ''))
    return error('IncompleteSignature', 'The request signature does not conform to AWS standards.');
  if ((body as { SecretId?: unknown }).SecretId !== SECRET_ARN)
    return error('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  if (value === undefined) return error('AccessDeniedException', DENIED);
  return [
    200,
    {
      ARN: SECRET_ARN,
      CreatedDate: 1767225600.123,
      Name: 'Key961B73FD',
      SecretString: value,
      VersionId: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111',
      VersionStages: ['AWSCURRENT'],
    },
  ];
}

function error(type: string, message: string): [status: number, body: object] {
  return [400, { __type: type, Message: message }];
}
