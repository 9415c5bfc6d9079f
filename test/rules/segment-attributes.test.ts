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

  it('have keys and strings whose characters are Unicode code points', async () => {
    const right = { ['𠮷'.repeat(128)]: { ValueString: `${'x'.repeat(1023)}𠮷` } };
    expect(await signed(right)).toEqual(right);
    expect(await codesAndPathsOf({ segmentAttributes: { a: { ValueString: '𠮷'.repeat(1024) } } })).toEqual([
      ['ERR_TOKEN_TOO_LARGE'],
    ]);
    expect(await codesAndPathsOf({ segmentAttributes: { a: { ValueString: '𠮷'.repeat(1025) } } })).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a', 'ValueString'],
    ]);
    expect(await codesAndPathsOf({ segmentAttributes: { ['𠮷'.repeat(129)]: { ValueString: '' } } })).toEqual(
      [['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', `${'𠮷'.repeat(31)}…`]],
    );
  });

  it('may have ARNs of 4 to 1024 characters', async () => {
    const right = { least: { ValueArn: 'arn:' }, most: { ValueArn: `arn:${'x'.repeat(1020)}` } };
    expect(await signed(right)).toEqual(right);
  });

  it('may have each integer of 32 bits', async () => {
    const right = { most: { ValueInteger: 2147483647 }, least: { ValueInteger: -2147483648 } };
    expect(await signed(right)).toEqual(right);
  });

  it('have keys without a control character, and with any other', async () => {
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    for (const key of characters) {
      const segmentAttributes = { [key]: { ValueInteger: 1 } };
      if (/\p{Cc}/u.test(key)) {
        expect(await codesAndPathsOf({ segmentAttributes })).toEqual([
          ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', key],
        ]);
      } else {
        expect(await signed(segmentAttributes)).toEqual(segmentAttributes);
      }
    }
  });

  it('are signed without the members that are undefined, as the AWS SDK types them', async () => {
    const unset = {
      ValueString: undefined,
      ValueInteger: undefined,
      ValueArn: undefined,
      ValueMap: undefined,
      ValueList: undefined,
    };
    const right = {
      string: { ValueString: 'x' },
      integer: { ValueInteger: 0 },
      arn: { ValueArn: 'arn:x' },
      map: { ValueMap: { b: { ValueString: 'x' } } },
      list: { ValueList: [{ ValueString: '' }] },
    };
    expect(
      await signed({
        string: { ...unset, ...right.string },
        integer: { ...unset, ...right.integer },
        arn: { ...unset, ...right.arn },
        map: { ...unset, ValueMap: { b: { ...unset, ValueString: 'x' } } },
        list: { ...unset, ValueList: [{ ValueString: '', ValueMap: undefined }] },
      }),
    ).toEqual(right);
    expect(await signed({ a: { ValueString: 'x', other: undefined, [Symbol('x')]: undefined } })).toEqual({
      a: { ValueString: 'x' },
    });
    expect(await codesAndPathsOf({ segmentAttributes: { a: unset } })).toEqual([
      ['ERR_SEGMENT_ATTRIBUTES_INVALID', 'segmentAttributes', 'a'],
    ]);
  });

  it('are read once, so that what was checked is what is signed', async () => {
    const reads: string[] = [];
    const get = (target: object, name: string | symbol): unknown => {
      reads.push(String(name));
      return reads.length > 2 ? 'changed' : (Reflect.get(target, name) as unknown);
    };
    expect(await signed({ a: new Proxy({ ValueString: 'x', ValueMap: undefined }, { get }) })).toEqual({
      a: { ValueString: 'x' },
    });
    expect(reads).toEqual(['ValueString', 'ValueMap']);
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
      'segmentAttributes["again"]["ValueMap"]["again"]["ValueMap"]["again"]["ValueMap"]["again"]… must have at most 149 values. Pass fewer.',
    ]);
  });

  it('are refused with one issue if a list contains itself', async () => {
    const list: unknown[] = [];
    list.push({ ValueList: list });
    const { issues } = await refusal({ ...RIGHT, segmentAttributes: withList(list) });
    expect(issues.map(({ message }) => message)).toEqual([
      'segmentAttributes["a"]["ValueList"][0]["ValueList"][0]["ValueList"][0]… must have at most 149 values. Pass fewer.',
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
