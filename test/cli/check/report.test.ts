// What check prints: for people, with and without colours, and as JSON.

import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it, vi } from 'vitest';
import { parseCommandLine } from '../../../src/cli/arguments.js';
import { check } from '../../../src/cli/check/check.js';
import { CHECKS, type Finding } from '../../../src/cli/check/finding.js';
import { findingsToJson, formatFindings, hideSecrets } from '../../../src/cli/check/report.js';
import { HIDDEN } from '../../../src/cli/hide.js';
import { SECRET } from '../../support/helpers.js';
import { COOKIE, run, send, serve, SESSION, token } from './endpoint.js';

const ISSUE = { code: 'ERR_TOKEN_LIFETIME', message: 'token is old.', path: ['token', 1] } as const;

const OK: Finding = { check: 'status', result: 'ok', message: '200' };
const FAULT: Finding = { check: 'token', result: 'fault', message: 'it breaks 1 rule:', issues: [ISSUE] };
const WARNING: Finding = { check: 'strangers', result: 'warning', message: 'the same' };
const NOT: Finding = { check: 'CORS', result: 'not checked', message: 'use --origin' };

const asItIs = (text: string): string => text;

describe('the report', () => {
  it('has a line for each check, and one for each issue', () => {
    expect(formatFindings([OK, FAULT, WARNING, NOT], false)).toBe(
      [
        '✖ 1 fault, 1 warning (1 of 4 not checked)',
        '',
        '✔ status             200',
        '✖ token              it breaks 1 rule:',
        '    ERR_TOKEN_LIFETIME: token is old.',
        '! strangers          the same',
        '– CORS               not checked: use --origin',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [[OK], '✔ no fault'],
    [[OK, NOT, NOT], '✔ no fault (2 of 3 not checked)'],
    [[WARNING], '! no fault, 1 warning'],
    [[WARNING, WARNING], '! no fault, 2 warnings'],
    [[FAULT, FAULT], '✖ 2 faults'],
  ])('begins with its verdict: %#', (findings, line) => {
    expect(formatFindings(findings, false).split('\n')[0]).toBe(line);
  });

  it('has colours in a terminal', () => {
    expect(formatFindings([OK, FAULT, WARNING, NOT], true).split('\n')).toEqual([
      '\u001b[31m✖ 1 fault, 1 warning\u001b[0m (1 of 4 not checked)',
      '',
      '\u001b[32m✔\u001b[0m status             200',
      '\u001b[31m✖\u001b[0m token              it breaks 1 rule:',
      '    \u001b[31mERR_TOKEN_LIFETIME\u001b[0m: token is old.',
      '\u001b[33m!\u001b[0m strangers          the same',
      '\u001b[2m–\u001b[0m CORS               not checked: use --origin',
      '',
    ]);
  });

  it('is JSON with --json', () => {
    const json = findingsToJson([OK, FAULT, WARNING, NOT], asItIs);
    expect(json.endsWith('}\n')).toBe(true);
    expect(JSON.parse(json)).toEqual({ faults: 1, warnings: 1, checks: [OK, FAULT, WARNING, NOT] });
  });

  it('hides messages, issues and names that show a secret, and replaces control characters', () => {
    const hide = (text: string): string => text.replace('secret', HIDDEN);
    const issue = {
      code: 'ERR_TOKEN_LIFETIME',
      message: 'a secret',
      path: ['a secret', 'b\u001b', 2],
    } as const;
    expect(
      hideSecrets(
        [
          { check: 'status', result: 'fault', message: 'a secret' },
          { check: 'token', result: 'fault', message: 'b\u001b[31m\u2028', issues: [issue, ISSUE] },
        ],
        hide,
      ),
    ).toEqual([
      { check: 'status', result: 'fault', message: 'a (not shown)' },
      {
        check: 'token',
        result: 'fault',
        message: 'b\ufffd[31m\ufffd',
        issues: [
          { code: 'ERR_TOKEN_LIFETIME', message: 'a (not shown)', path: ['a (not shown)', 'b\ufffd', 2] },
          ISSUE,
        ],
      },
    ]);
  });
});

describe('check', () => {
  it('prints each check as JSON with --json, and has the same exit status', async () => {
    const { url } = await serve((_seen, response) => send(response, { status: 404, body: '' }));
    vi.stubEnv('CONNECT_SECRET', '');
    const line = parseCommandLine(['check', '--json', url]);
    const { status, out } = await check(line, { inspect: inspectWidgetToken, colors: true, pauseMs: 0 });
    vi.unstubAllEnvs();
    const report = JSON.parse(out) as { faults: number; warnings: number; checks: Finding[] };
    expect(report).toMatchObject({ faults: 1, warnings: 0 });
    expect(report.checks.map(({ check: name }) => name)).toEqual(CHECKS);
    expect(report.checks[2]).toEqual({ check: 'status', result: 'fault', message: '404. Check the path.' });
    expect(out).not.toContain('\u001b');
    expect(status).toBe(1);
  });

  it('uses colours if it is told to', async () => {
    const { url } = await serve((_seen, response) => send(response));
    const line = parseCommandLine(['check', url]);
    const { out } = await check(line, { inspect: inspectWidgetToken, colors: true, pauseMs: 0 });
    expect(out).toContain('\u001b[32m✔\u001b[0m status');
  });

  it('waits 1.1 s before the second request', async () => {
    const { url, seen } = await serve((_seen, response) => send(response));
    await check(parseCommandLine(['check', url]), { inspect: inspectWidgetToken, colors: false });
    expect(Number(seen[1]?.at) - Number(seen[0]?.at)).toBeGreaterThan(1095);
  });

  it('does not print a value of --header or a key that an endpoint echoes', async () => {
    const names = [SESSION, SESSION.slice(4, 24), `x-${SECRET}`, SECRET.slice(0, 20)];
    for (const name of names) {
      const { url } = await serve(async (_seen, response) => {
        const attributes = Object.fromEntries([
          [name.replace(/[^\w-]/g, '_'), 'x'],
          [name, 'x'],
        ]);
        // Not made with the package, which refuses such names.
        const claims = Buffer.from(JSON.stringify({ sub: SECRET, [name]: 1, attributes })).toString(
          'base64url',
        );
        const data = `${(await token()).split('.')[0] ?? ''}.${claims}.AAAA`;
        return send(response, {
          headers: { location: `/${name}`, 'x-cache': name, date: name },
          body: JSON.stringify({ data, [name]: name }),
        });
      });
      // run() looks for 16 characters of each.
      const { out } = await run(url, ['-H', COOKIE], { secret: '' });
      expect(out).toContain('ERR_TOKEN_CLAIM_INVALID');
      await run(url, ['-H', COOKIE]);
    }
  });
});
