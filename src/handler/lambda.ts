// An event of AWS Lambda: from an API Gateway HTTP API (payload 1.0 and 2.0) or REST API, a function URL, or
// a load balancer. Each reads headers and cookies from another place of the result.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html

import type { Header } from './origins.js';
import { memberOf, readBody, type Server } from './server.js';

/** What is read of an event, whose type in `@types/aws-lambda` is one of five. */
export interface TokenLambdaEvent {
  /** Its `http.method`, in payload 2.0 and from function URLs. */
  readonly requestContext: object;
  /** `GET` or `POST`, in the other kinds of events. */
  readonly httpMethod?: string | undefined;
  /** Only `Origin` and `Host` are read. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** Only `Origin` and `Host` are read. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
}

/** The result of a Lambda function, with what the kind of event needs. */
export interface TokenLambdaResult {
  /** The status of the answer. */
  statusCode: number;
  /** Not for a load balancer with multi-value headers. */
  headers?: Record<string, string>;
  /** For a load balancer with multi-value headers. With payload 1.0 and from a REST API: the cookies. */
  multiValueHeaders?: Record<string, string[]>;
  /** Only in payload 2.0 and for function URLs. */
  cookies?: string[];
  /** The body, as text or Base64. */
  body: string;
  /** Whether the body is Base64. */
  isBase64Encoded: boolean;
}

export const LAMBDA: Server = {
  argument: 'event',
  rule: 'must be an event of API Gateway, a function URL or a load balancer, with a requestContext',
  caller: 'AWS Lambda, which passes an event',
  fix: 'Use createLambdaTokenHandler.',
  // A REST API without it passes a visitor's JSON. The console begins with {"key1":"value1",…}.
  fixUnknown:
    'For a REST API, turn on Lambda proxy integration. For a test in the Lambda console, choose the template apigateway-aws-proxy.',

  passOn: 'callback',

  isCaller: ([event]) => typeof memberOf(event, 'requestContext') === 'object',

  read([given]) {
    const event = given as TokenLambdaEvent;
    return {
      method: memberOf(memberOf(event.requestContext, 'http'), 'method') ?? event.httpMethod,
      header: (name) => findHeader(event, name),
    };
  },

  isAnswered: () => false,

  async write(answer, [event]): Promise<TokenLambdaResult> {
    const body = toText(await readBody(answer));
    return { statusCode: answer.status, ...placeHeaders(answer.headers, kindOf(event)), ...body };
  },
};

/** A header that was sent twice has both values, so that it equals none. */
function findHeader({ headers, multiValueHeaders }: TokenLambdaEvent, name: string): string | undefined {
  const valuesIn = (all: Readonly<Record<string, string | readonly string[] | undefined>>): string[] =>
    Object.entries(all).flatMap(([one, value]) => (one.toLowerCase() === name ? (value ?? []) : []));
  const several = valuesIn(multiValueHeaders ?? {});
  // An event has the same in both, but one that was written for a test may not.
  const values = several.length > 0 ? several : valuesIn(headers ?? {});
  return values.length === 0 ? undefined : values.join(', ');
}

type Headers = Pick<TokenLambdaResult, 'headers' | 'multiValueHeaders' | 'cookies'>;

type Kind = 'payload 2.0' | 'payload 1.0' | 'load balancer' | 'load balancer with lists';

/** The kind of an event, by what only that kind has. */
function kindOf(event: unknown): Kind {
  try {
    const context = memberOf(event, 'requestContext');
    if (memberOf(context, 'http') !== undefined) return 'payload 2.0';
    if (memberOf(context, 'elb') === undefined) return 'payload 1.0';
    // A setting decides which of the two an event has, and which a load balancer reads of the result.
    return memberOf(event, 'multiValueHeaders') === undefined ? 'load balancer' : 'load balancer with lists';
  } catch {
    // It is not an event, and the answer to that must not fail too.
    return 'payload 1.0';
  }
}

/** The headers, where the kind of event expects them. */
function placeHeaders(all: readonly Header[], kind: Kind): Headers {
  const cookies = all.filter(isCookie).map(([, value]) => value);
  const headers = Object.fromEntries(all.filter((header) => !isCookie(header)));
  const [cookie] = cookies;
  // API Gateway answers 502 to payload 1.0 with `cookies`.
  if (kind === 'payload 2.0') return cookie === undefined ? { headers } : { headers, cookies };
  const several = cookie === undefined ? undefined : { 'Set-Cookie': cookies };
  if (kind === 'payload 1.0') return several ? { headers, multiValueHeaders: several } : { headers };
  if (kind === 'load balancer with lists') return { multiValueHeaders: { ...inLists(headers), ...several } };
  return { headers: cookie === undefined ? headers : { ...headers, 'Set-Cookie': cookie } };
}

function isCookie([name]: Header): boolean {
  return name.toLowerCase() === 'set-cookie';
}

function inLists(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

/** Text as it is, and anything else as Base64. */
function toText(body: string | Uint8Array): Pick<TokenLambdaResult, 'body' | 'isBase64Encoded'> {
  if (typeof body === 'string') return { body, isBase64Encoded: false };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { body: text, isBase64Encoded: false };
  } catch {
    const binary = Array.from(body, (byte) => String.fromCharCode(byte)).join('');
    return { body: btoa(binary), isBase64Encoded: true };
  }
}
