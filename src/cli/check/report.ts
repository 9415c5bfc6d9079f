// What check prints: a line for each check, and below it a line for each problem with the token.

import type { Issue } from '../../errors.js';
import { replaceUnprintable } from '../../lib/printable.js';
import type { Hide } from '../hide.js';
import { toPrintableJson } from '../report.js';
import { CHECKS, type Finding, type Result } from './finding.js';

const MARKS: Record<Result, { readonly mark: string; readonly color: number }> = {
  ok: { mark: '\u2714', color: 32 },
  fault: { mark: '\u2716', color: 31 },
  warning: { mark: '!', color: 33 },
  'not checked': { mark: '\u2013', color: 2 },
};

const NAME_WIDTH = Math.max(...CHECKS.map((check) => check.length));

/** The findings without what no output may show. */
export function hideSecrets(findings: readonly Finding[], hide: Hide): Finding[] {
  const safe = (text: string): string => replaceUnprintable(hide(text), () => '\ufffd');
  const hideIssue = ({ code, message, path }: Issue): Issue => ({
    code,
    message: safe(message),
    path: path.map((key) => (typeof key === 'number' ? key : safe(key))),
  });
  return findings.map(({ check, result, message, issues }) => ({
    check,
    result,
    message: safe(message),
    ...(issues === undefined ? {} : { issues: issues.map(hideIssue) }),
  }));
}

export function count(findings: readonly Finding[], result: Result): number {
  return findings.filter((finding) => finding.result === result).length;
}

/** The findings for people, after the verdict. */
export function formatFindings(findings: readonly Finding[], colors: boolean): string {
  const paint = (result: Result, text: string): string =>
    colors ? `\u001b[${MARKS[result].color}m${text}\u001b[0m` : text;
  const lines = findings.flatMap(({ check, result, message, issues = [] }) => [
    `${paint(result, MARKS[result].mark)} ${check.padEnd(NAME_WIDTH)}  ${result === 'not checked' ? `not checked: ${message}` : message}`,
    ...issues.map(({ code, message: problem }) => `    ${paint('fault', code)}: ${problem}`),
  ]);
  return [verdict(findings, paint), '', ...lines, ''].join('\n');
}

function verdict(findings: readonly Finding[], paint: (result: Result, text: string) => string): string {
  const faults = count(findings, 'fault');
  const warnings = count(findings, 'warning');
  const result = faults > 0 ? 'fault' : warnings > 0 ? 'warning' : 'ok';
  const found = [
    faults === 0 ? 'no fault' : plural(faults, 'fault'),
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
  ];
  const left = count(findings, 'not checked');
  const rest = left === 0 ? '' : ` (${left} of ${findings.length} not checked)`;
  return `${paint(result, `${MARKS[result].mark} ${found.join(', ')}`)}${rest}`;
}

const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** The findings for programs. */
export function findingsToJson(findings: readonly Finding[], hide: Hide): string {
  const report = {
    faults: count(findings, 'fault'),
    warnings: count(findings, 'warning'),
    checks: findings,
  };
  return `${toPrintableJson(report, hide)}\n`;
}
