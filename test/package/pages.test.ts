// Pastes the code of the pages into an empty project with the packed tarball, and runs it: README's JavaScript and
// commands, and TypeScript that imports packages which this repository does not have.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import jsonwebtoken from 'jsonwebtoken';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { blocksOf, PAGES, read, showsOutput, type Block } from '../support/documents.js';
import { compileProblems } from '../support/examples.js';
import { claimsOf, SECRET, WIDGET_ID } from '../support/helpers.js';
import { ENV_FILE, InstalledProject } from '../support/installed.js';
import { otherPackages, SESSION } from '../support/pages.js';

/** The packages that the pages import. */
const PACKAGES: Readonly<Record<string, string>> = {
  express: '5.3.0',
  '@types/express': '5.0.6',
  '@types/aws-lambda': '8.10.164',
  '@aws-sdk/client-secrets-manager': '3.1136.0',
};

interface LambdaResult {
  readonly statusCode: number;
  readonly body: string;
}

/** An event of an HTTP API, as far as it is read. */
const eventWith = (authorizer: object | undefined): object => ({
  version: '2.0',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/token' }, authorizer },
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(url: string): Promise<void> {
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  )
    await sleep(200);
}

let project: InstalledProject;

beforeAll(() => {
  project = new InstalledProject(Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`));
  project.write('.env', ENV_FILE);
  project.write('session.ts', SESSION);
});

afterAll(() => {
  project.stop();
});

const readme = blocksOf('README.md');

/** README's blocks of JavaScript and commands that no test has used. */
const unused = new Set(readme.filter(({ language }) => language === 'js' || language === 'sh'));

function block(language: string, text: string): Block {
  const found = readme.find((one) => one.language === language && one.code.includes(text));
  if (found === undefined) expect.fail(`README has no ${language} block with ${text}`);
  unused.delete(found);
  return found;
}

/** README's endpoint as docs/endpoint.md says to write it in TypeScript, with the types of this package. */
function typed(types: string): string {
  const page = blocksOf('docs/endpoint.md').find(({ code }) => code.includes(`from '${types}'`))?.code ?? '';
  const parameter = /claims\((\w+: [\w.]+)\)/.exec(page)?.[1] ?? '';
  const [name = ''] = parameter.split(':');
  const [code = ''] = readme.map(({ code }) => code).filter((code) => code.includes(`claims(${name}) {`));
  const imported = page.split('\n').find((line) => line.includes(`from '${types}'`)) ?? '';
  return (
    (code.includes(imported) ? '' : `${imported}\n`) + code.replace(`claims(${name})`, `claims(${parameter})`)
  );
}

describe('README', () => {
  const first = block('js', "attributes: { name: 'Jane' }");
  const command = block('sh', 'node --env-file');

  it('begins with code that prints a token in an empty project', async () => {
    expect(block('sh', 'npm install').code).toBe('npm install amazon-connect-widget-token\n');
    project.write('token.mjs', first.code);
    const { out, errors, status } = await project.run(command.code);
    expect([errors, status]).toEqual(['', 0]);
    const claims = jsonwebtoken.verify(out.trim(), SECRET, { algorithms: ['HS256'], subject: WIDGET_ID });
    expect(claims).toMatchObject({ attributes: { name: 'Jane' } });
  });

  it('shows what a wrong call prints', async () => {
    const wrong = block('js', '{ age: 45 }');
    project.write('token.mjs', first.code + wrong.code);
    const { errors, status } = await project.run(command.code);
    expect(status).toBe(1);
    expect(errors).toContain(wrong.output);
  });

  it('has an endpoint for Express, and a test of it', async () => {
    const { code } = block('js', "from 'express'");
    const port = await freePort();
    const session = `app.use((req, res, next) => {
      if (req.headers.cookie === 'session=jane') req.user = { name: 'Jane', memberId: '42' };
      next();
    });`;
    const file = code.replace(/^\/\/ app\.use\(…\).*$/m, session).replace('3000', String(port));
    expect(file).toContain('req.user =');
    project.write('express.mjs', file);
    project.start('express.mjs', { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET });
    const url = `http://localhost:${port}/token`;
    await listening(url);

    const response = await fetch(url);
    expect(response.status).toBe(401);
    expect(response.headers.get('cache-control')).toBe('no-store');

    const test = block('js', 'verifyWidgetToken');
    project.write('request.mjs', test.code.replace('3000', String(port)));
    const { out, errors } = await project.run('node --env-file=.env request.mjs');
    expect(errors).toBe('');
    expect(out).toBe(`${/console\.log\(.*\); \/\/ (.*)/.exec(test.code)?.[1]}\n`);
  });

  it('has an endpoint for AWS Lambda', async () => {
    const { code } = block('js', 'createLambdaTokenHandler');
    const file = project.write('lambda.mjs', code);
    vi.stubEnv('CONNECT_WIDGET_ID', WIDGET_ID);
    vi.stubEnv('CONNECT_SECRET', SECRET);
    const { handler } = (await import(pathToFileURL(file).href)) as {
      handler: (event: object) => Promise<LambdaResult>;
    };
    vi.unstubAllEnvs();

    const signedIn = { jwt: { claims: { name: 'Jane', sub: '42' }, scopes: null } };
    const answered = await handler(eventWith(signedIn));
    expect(answered.statusCode).toBe(200);
    const { data } = JSON.parse(answered.body) as { data: string };
    expect(claimsOf(data)).toMatchObject({ sub: WIDGET_ID, attributes: { name: 'Jane', memberId: '42' } });
    const nameless = await handler(eventWith({ jwt: { claims: { sub: '42' }, scopes: null } }));
    expect(claimsOf((JSON.parse(nameless.body) as { data: string }).data).attributes).toEqual({
      memberId: '42',
    });
    expect((await handler(eventWith(undefined))).statusCode).toBe(401);
  });

  it('has endpoints that compile in TypeScript, with the types of the parameter in docs/endpoint.md', () => {
    const [, declaration] = /`(declare global .*)`\. With/.exec(read('docs/endpoint.md')) ?? [];
    const customer = 'interface Customer { name: string; memberId: string }';
    const files = [
      project.write('express.ts', `${typed('express')}\n${customer}\n${declaration}`),
      project.write('lambda.ts', typed('aws-lambda')),
    ];
    expect(compileProblems(files)).toEqual([]);
  });

  it('names only commands that exist', async () => {
    const { out } = await project.run('npx --no-install amazon-connect-widget-token --help');
    const named = [...read('README.md').matchAll(/`npx amazon-connect-widget-token (\w+)/g)];
    expect(named.length).toBeGreaterThan(1);
    for (const [, name = ''] of named) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  it('has no JavaScript and no command that these tests do not use', () => {
    expect([...unused].map(({ place }) => place)).toEqual([]);
  });
});

describe('the pages', () => {
  const others = PAGES.flatMap(blocksOf).filter(
    ({ place, code, language }) =>
      language === 'ts' && !place.startsWith('README') && otherPackages(code).length > 0,
  );

  it.each(others)('import packages that are installed here, and compile: $place', ({ code, place }) => {
    for (const name of otherPackages(code)) {
      expect([name, `@types/${name}`].filter((one) => one in PACKAGES)).not.toEqual([]);
    }
    const file = project.write(`${place.replace(/\W/g, '-')}.ts`, code);
    expect(compileProblems([file])).toEqual([]);
  });

  const commands = PAGES.flatMap(blocksOf).filter(
    ({ language, code, output }) => language === 'sh' && output !== undefined && /^npx /m.test(code),
  );

  it.each(commands)('show what a command prints: $place', async ({ code, output = '' }) => {
    const env = { CONNECT_WIDGET_ID: WIDGET_ID, CONNECT_SECRET: SECRET };
    const { out, errors } = await project.run(code.replaceAll('npx ', 'npx --no-install '), env);
    const printed = out + errors;
    expect(showsOutput(output, printed) ? output : printed).toBe(output);
  });

  it('run the command with the key in a file .env', async () => {
    const found = blocksOf('docs/troubleshooting.md').find(({ code }) =>
      code.startsWith('node --env-file=.env '),
    );
    const [command = '', url] = found?.code.split(' check ') ?? [];
    expect(url).toMatch(/^http:\S+\n$/);
    const token = jsonwebtoken.sign({ sub: WIDGET_ID }, SECRET, { expiresIn: 500 });
    const { out, errors, status } = await project.run(`${command} inspect ${token}`);
    expect([errors, status]).toEqual(['', 0]);
    expect(out).toContain('Signature: valid');
  });

  it('fetch the key from AWS Secrets Manager once in five minutes', async () => {
    let fetches = 0;
    const store = createServer((request, response) => {
      fetches++;
      request.resume();
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ ARN: 'arn', Name: 'key', SecretString: SECRET }));
    });
    onTestFinished(() => {
      store.close();
      store.closeAllConnections();
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    const found = others.find(({ code }) => code.includes('SecretsManagerClient()'));
    const { outputText } = ts.transpileModule(found?.code ?? '', {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    project.write(
      'secrets.mjs',
      `${outputText}
       const event = { requestContext: { http: { method: 'GET' } } };
       for (let i = 0; i < 3; i++) console.log((await handler(event)).body);`,
    );
    const { out, errors } = await project.run('node --no-warnings secrets.mjs', {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      CONNECT_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-a1b2c3',
      CONNECT_WIDGET_ID: WIDGET_ID,
    });
    expect(errors).toBe('');
    const tokens = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { data: string }).data);
    expect(tokens).toHaveLength(3);
    for (const token of tokens) expect(jsonwebtoken.verify(token, SECRET)).toHaveProperty('sub', WIDGET_ID);
    expect(fetches).toBe(1);
  });
});
