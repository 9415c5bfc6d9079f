import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it, vi } from 'vitest';
import { claimsOf, codesAndPathsOf, createUnchecked, refusal, RIGHT } from '../support/helpers.js';

const signed = async (segmentAttributes: object): Promise<unknown> =>
  claimsOf(await createUnchecked({ ...RIGHT, segmentAttributes })).segmentAttributes;

/** Segment attributes with this list. */
const withList = (values: unknown): object => ({ a: { ValueList: values } });

describe('segment attributes', () => {
  it('may have values of every type', async () => {
    const segmentAttributes = {
      'connect:Subtype': { ValueString: 'connect:Guide' },
      int: { ValueInteger: -7 },
      arn: { ValueArn: 'arn:aws:connect:eu-central-1:123456789012:instance/x' },
      list: { ValueList: [{ ValueString: 'ü' }, { ValueList: [] }] },
      map: { ValueMap: { inner: { ValueMap: {} }, ['__proto__']: { ValueInteger: 0 } } },
    };
    const claims = claimsOf(await createWidgetToken({ ...RIGHT, segmentAttributes }));
    expect(claims.segmentAttributes).toEqual(segmentAttributes);
  });

  it('have keys of 1 to 128 characters and strings of at most 1024', async () => {
    const right = { ['k'.repeat(128)]: { ValueString: 'x'.repeat(1024) } };
    expect(await signed(right)).toEqual(right);
    const wrong = { ['k'.repeat(129)]: { ValueString: 'x'.repeat(1025) } };
    expect(await codesAndPathsOf({ segmentAttributes: wrong })).toHaveLength(2);
  });

  it('are refused for a key of any length', async () => {
    const segmentAttributes = { ['\0'.repeat(2 ** 28)]: { ValueString: 'x' } };
    expect(await codesAndPathsOf({ segmentAttributes })).toHaveLength(1);
  });

  it('may have each integer that JSON can represent exactly', async () => {
    const right = { most: { ValueInteger: 2 ** 53 - 1 }, least: { ValueInteger: 1 - 2 ** 53 } };
    expect(await signed(right)).toEqual(right);
  });

  it('have at most the 149 values that fit into a token', async () => {
    const list = (length: number): object => withList(Array.from({ length }, () => ({ ValueList: [] })));
    expect(await codesAndPathsOf({ segmentAttributes: list(148) })).toEqual([['ERR_TOKEN_TOO_LARGE']]);
    expect(await codesAndPathsOf({ segmentAttributes: list(149) })).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a', 'ValueList'],
    ]);
    const map = Object.fromEntries(Array.from({ length: 150 }, (_, key) => [`k${key}`, { ValueInteger: 1 }]));
    expect(await codesAndPathsOf({ segmentAttributes: map })).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes'],
    ]);
  });

  it('are not read if there are too many', async () => {
    const get = vi.fn();
    const segmentAttributes = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [index, {}]));
    Object.defineProperty(segmentAttributes, 'last', { enumerable: true, get });
    expect((await refusal({ ...RIGHT, segmentAttributes })).code).toBe('ERR_SEGMENT_ATTRIBUTES_INVALID');
    expect(get).not.toHaveBeenCalled();
  });

  it('are refused with one issue if a map contains itself', async () => {
    const map: Record<string, unknown> = {};
    map.again = { ValueMap: map };
    const { issues } = await refusal({ ...RIGHT, segmentAttributes: map });
    expect(issues.map(({ message }) => message)).toEqual([
      'segmentAttributes["again"]["ValueMap"]["again"]["ValueMap"]["again"]["ValueMap"]["again"]… must have at most 149 values, as no more fit into a token. Pass fewer.',
    ]);
  });

  it('are refused with one issue if a list contains itself', async () => {
    const list: unknown[] = [];
    list.push({ ValueList: list });
    const { issues } = await refusal({ ...RIGHT, segmentAttributes: withList(list) });
    expect(issues.map(({ message }) => message)).toEqual([
      'segmentAttributes["a"]["ValueList"][0]["ValueList"][0]["ValueList"][0]… must have at most 149 values, as no more fit into a token. Pass fewer.',
    ]);
  });

  it('are refused if they double at each of many levels', async () => {
    let value: object = { ValueString: 'x' };
    for (let level = 0; level < 60; level++) value = { ValueList: [value, value] };
    const { code } = await refusal({ ...RIGHT, segmentAttributes: { a: value } });
    expect(code).toBe('ERR_SEGMENT_ATTRIBUTES_INVALID');
  });
});

describe('a ValueList', () => {
  it('is refused for each of its holes', async () => {
    const hole = ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a', 'ValueList', 0];
    // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
    const oneHole = withList([, { ValueString: 'x' }]);
    expect(await codesAndPathsOf({ segmentAttributes: oneHole })).toEqual([hole]);
    expect(await codesAndPathsOf({ segmentAttributes: withList(new Array(3)) })).toHaveLength(3);
  });

  it('is read without the map method of a subclass', async () => {
    class Forger<T> extends Array<T> {
      override map<U>(): U[] {
        return ['],"ValueInteger":1}},"exp":9999999999,"z":{"y":{"q":[1'] as U[];
      }
    }
    const right = { a: { ValueList: [{ ValueString: 'x' }] } };
    expect(await signed(withList(Forger.from([{ ValueString: 'x' }])))).toEqual(right);
  });

  it('is read without the species of a subclass', async () => {
    class Thrower<T> extends Array<T> {
      static override get [Symbol.species](): never {
        throw new Error('read');
      }
    }
    const right = { a: { ValueList: [{ ValueString: 'x' }] } };
    expect(await signed(withList(Thrower.from([{ ValueString: 'x' }])))).toEqual(right);
  });
});
