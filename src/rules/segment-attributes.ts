// Segment attributes: what Connect itself keeps about a part of a contact, such as its subtype. Unlike
// contact attributes they have types, and names with a namespace:
// {"connect:Subtype":{"ValueString":"connect:Guide"}}

import type { Issue } from '../errors.js';
import { addIssue, type Place } from '../lib/issues.js';
import {
  explainNotPlain,
  hasOwn,
  readElements,
  readNames,
  readProperty,
  typeName,
} from '../lib/untrusted.js';
import {
  MAX_SEGMENT_INTEGER,
  MAX_SEGMENT_KEY_CHARACTERS,
  MAX_SEGMENT_STRING_CHARACTERS,
  MAX_SEGMENT_VALUES,
  MIN_SEGMENT_INTEGER,
} from './limits.js';
import { findTextProblem } from './text.js';

/**
 * The value of a segment attribute: an object with exactly one of these members. The others are left out or
 * `undefined`, as in the type of the same name in `@aws-sdk/client-connect`: each of the two types is
 * assignable to the other.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_SegmentAttributeValue.html
 */
export interface SegmentAttributeValue {
  /** A string of 0 to 1024 characters. */
  readonly ValueString?: string | undefined;
  /** A whole number from -2147483648 to 2147483647. */
  readonly ValueInteger?: number | undefined;
  /** An Amazon Resource Name of at most 1024 characters. */
  readonly ValueArn?: string | undefined;
  /** Values with keys of 1 to 128 characters. */
  readonly ValueMap?: Readonly<Record<string, SegmentAttributeValue>> | undefined;
  /** A list of values. Not a readonly one, which the AWS SDK's type does not accept. */
  readonly ValueList?: SegmentAttributeValue[] | undefined;
}

// eslint-disable-next-line no-control-regex -- it looks for control characters
const CONTROL = /[\0-\x1f\x7f-\x9f]/;

/** How many values may still be read, as an object may contain itself, and the issues found so far. */
interface Progress {
  readonly issues: Issue[];
  remaining: number;
}

/** The segment attributes as JSON, which may be signed if nothing was added to `issues`. */
export function writeSegmentAttributes(attributes: unknown, issues: Issue[]): string {
  return writeMap(attributes, ['segmentAttributes'], { issues, remaining: MAX_SEGMENT_VALUES });
}

function writeMap(map: unknown, place: Place, progress: Progress): string {
  const names = readNames(map);
  if (names === undefined) {
    const fix = 'Pass an object such as { "connect:Subtype": { ValueString: "connect:Guide" } }.';
    return refuse(`${explainNotPlain(map)} ${fix}`, place, progress);
  }
  if (isTooMuch(names.length, place, progress)) return '';
  const members = names.map((key) => {
    const problem = findKeyProblem(key);
    const name = problem === undefined ? JSON.stringify(key) : '';
    if (problem !== undefined) refuse(problem, [...place, key], progress);
    return `${name}:${writeValue(readProperty(map, key), [...place, key], progress)}`;
  });
  return `{${members.join(',')}}`;
}

function findKeyProblem(key: unknown): string | undefined {
  const problem = findTextProblem(key, 1, MAX_SEGMENT_KEY_CHARACTERS);
  if (problem === undefined && !CONTROL.test(String(key))) return undefined;
  return `must have a key of 1 to ${MAX_SEGMENT_KEY_CHARACTERS} characters, without control characters and halves of surrogate pairs. Rename it.`;
}

function writeList(list: unknown, place: Place, progress: Progress): string {
  const elements = readElements(list, MAX_SEGMENT_VALUES + 1);
  if (elements === undefined) {
    const problem = `must be an array, not ${typeName(list)}. Pass one such as [{ ValueString: "text" }].`;
    return refuse(problem, place, progress);
  }
  if (isTooMuch(elements.length, place, progress)) return '';
  return `[${elements.map((value, index) => writeValue(value, [...place, index], progress)).join(',')}]`;
}

function writeValue(value: unknown, place: Place, progress: Progress): string {
  const [member, ...others] = (readNames(value) ?? [])
    .map((name) => [name, readProperty(value, name)] as const)
    .filter(([, content]) => content !== undefined);
  if (member !== undefined && others.length === 0) {
    const [type, content] = member;
    if (isType(type)) return `{"${type}":${WRITERS[type](content, [...place, type], progress)}}`;
  }
  const types = 'ValueString, ValueInteger, ValueArn, ValueMap or ValueList';
  return refuse(
    `must be an object with exactly one key: ${types}. For example { ValueString: "text" }.`,
    place,
    progress,
  );
}

const WRITERS = {
  ValueString: writeString,
  ValueInteger: writeInteger,
  ValueArn: writeArn,
  ValueMap: writeMap,
  ValueList: writeList,
};

function isType(name: string | symbol): name is keyof typeof WRITERS {
  return hasOwn(WRITERS, name);
}

function writeString(text: unknown, place: Place, progress: Progress): string {
  const problem = findTextProblem(text, 0, MAX_SEGMENT_STRING_CHARACTERS);
  if (problem === undefined) return JSON.stringify(text);
  const fix = typeof text === 'string' ? '' : ' Use String(value), or ValueInteger for a whole number.';
  return refuse(`${problem}${fix}`, place, progress);
}

function writeArn(arn: unknown, place: Place, progress: Progress): string {
  if (typeof arn !== 'string' || arn.startsWith('arn:')) return writeString(arn, place, progress);
  return refuse('must begin with "arn:". Use ValueString for other strings.', place, progress);
}

function writeInteger(integer: unknown, place: Place, progress: Progress): string {
  if (typeof integer === 'number' && isInt32(integer)) return JSON.stringify(integer);
  const rule = `must be a whole number from ${MIN_SEGMENT_INTEGER} to ${MAX_SEGMENT_INTEGER}. Use ValueString for other values.`;
  return refuse(rule, place, progress);
}

function isInt32(number: number): boolean {
  return Number.isInteger(number) && number >= MIN_SEGMENT_INTEGER && number <= MAX_SEGMENT_INTEGER;
}

/** Whether this many more values are too many. It ends the reading of an object that contains itself. */
function isTooMuch(values: number, place: Place, progress: Progress): boolean {
  progress.remaining -= values;
  if (progress.remaining >= 0) return false;
  refuse(`must have at most ${MAX_SEGMENT_VALUES} values. Pass fewer.`, place, progress);
  return true;
}

function refuse(problem: string, place: Place, { issues }: Progress): string {
  addIssue(issues, 'ERR_SEGMENT_ATTRIBUTES_INVALID', place, problem);
  return '';
}
