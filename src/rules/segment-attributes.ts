// Segment attributes: what Connect itself keeps about a part of a contact, such as its subtype. Unlike contact attributes they
// have types, and names with a namespace: {"connect:Subtype":{"ValueString":"connect:Guide"}}

import type { Issue } from '../errors.js';
import { addIssue, type Place } from '../lib/issues.js';
import { explainNotPlain, readElements, readNames, readProperty, typeName } from '../lib/untrusted.js';
import { MAX_SEGMENT_KEY_CHARACTERS, MAX_SEGMENT_STRING_CHARACTERS, MAX_SEGMENT_VALUES } from './limits.js';
import { findTextProblem } from './text.js';

/**
 * The value of a segment attribute: an object with exactly one of five keys.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_SegmentAttributeValue.html
 */
export type SegmentAttributeValue =
  | {
      /** A string of 0 to 1024 characters. */
      readonly ValueString: string;
    }
  | {
      /** A whole number. */
      readonly ValueInteger: number;
    }
  | {
      /** An Amazon Resource Name of 0 to 1024 characters. */
      readonly ValueArn: string;
    }
  | {
      /** Values with keys of 1 to 128 characters. */
      readonly ValueMap: Record<string, SegmentAttributeValue>;
    }
  | {
      /** A list of values. */
      readonly ValueList: SegmentAttributeValue[];
    };

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
    const problem = findTextProblem(key, 1, MAX_SEGMENT_KEY_CHARACTERS);
    const name = problem === undefined ? JSON.stringify(key) : '';
    if (problem !== undefined) {
      refuse(`has a key that is not allowed: it ${problem} Rename it.`, [...place, key], progress);
    }
    return `${name}:${writeValue(readProperty(map, key), [...place, key], progress)}`;
  });
  return `{${members.join(',')}}`;
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
  const [type, ...others] = readNames(value) ?? [];
  if (type !== undefined && others.length === 0) {
    const content = readProperty(value, type);
    const within: Place = [...place, type];
    switch (type) {
      case 'ValueString':
      case 'ValueArn':
        return `{"${type}":${writeString(content, within, progress)}}`;
      case 'ValueInteger':
        return `{"${type}":${writeInteger(content, within, progress)}}`;
      case 'ValueMap':
        return `{"${type}":${writeMap(content, within, progress)}}`;
      case 'ValueList':
        return `{"${type}":${writeList(content, within, progress)}}`;
    }
  }
  const types = 'ValueString, ValueInteger, ValueArn, ValueMap or ValueList';
  return refuse(
    `must be an object with exactly one key: ${types}. For example { ValueString: "text" }.`,
    place,
    progress,
  );
}

function writeString(text: unknown, place: Place, progress: Progress): string {
  const problem = findTextProblem(text, 0, MAX_SEGMENT_STRING_CHARACTERS);
  return problem === undefined ? JSON.stringify(text) : refuse(problem, place, progress);
}

function writeInteger(integer: unknown, place: Place, progress: Progress): string {
  if (Number.isSafeInteger(integer)) return JSON.stringify(integer);
  return refuse('must be a whole number. For other numbers, use ValueString.', place, progress);
}

/** Whether this many more values are too many. It ends the reading of an object that contains itself. */
function isTooMuch(values: number, place: Place, progress: Progress): boolean {
  progress.remaining -= values;
  if (progress.remaining >= 0) return false;
  refuse(
    `must have at most ${MAX_SEGMENT_VALUES} values, as no more fit into a token. Pass fewer.`,
    place,
    progress,
  );
  return true;
}

function refuse(problem: string, place: Place, { issues }: Progress): string {
  addIssue(issues, 'ERR_SEGMENT_ATTRIBUTES_INVALID', place, problem);
  return '';
}
