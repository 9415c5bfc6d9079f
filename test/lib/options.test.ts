import { createWidgetToken } from 'amazon-connect-widget-token';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/errors.js';
import { listOptions, readOptions } from '../../src/lib/options.js';
import { codesAndPathsOf, issuesOf, refusal, RIGHT } from '../support/helpers.js';

describe('createWidgetToken', () => {
  it('reads each option once, and none that is left out', async () => {
    const reads: string[] = [];
    const options = new Proxy(
      { ...RIGHT, attributes: { a: 'b' }, customerId: 'c', expiresIn: 60 },
      {
        get: (target, key) => {
          reads.push(String(key));
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    await createWidgetToken(options);
    expect(reads).toEqual(['widgetId', 'secret', 'attributes', 'customerId', 'expiresIn']);
  });

  it('refuses an option whose getter throws, naming the option', async () => {
    const get = (): never => {
      throw new Error('read');
    };
    const options = Object.defineProperty({ ...RIGHT }, 'customerId', { enumerable: true, get });
    expect((await refusal(options)).issues[0]?.path).toEqual(['customerId']);
  });

  it('refuses an option named __proto__', async () => {
    const options = Object.defineProperty({ ...RIGHT }, '__proto__', { value: {}, enumerable: true });
    expect((await refusal(options)).issues[0]).toMatchObject({
      code: 'ERR_OPTION_UNKNOWN',
      path: ['__proto__'],
    });
  });
});

describe('readOptions', () => {
  const KNOWN = { widgetId: undefined, secret: undefined, attributes: undefined };

  /** What it reads from these options, and which of them it has read. */
  const read = (options: object): { given: unknown; issues: Issue[]; reads: unknown[] } => {
    const issues: Issue[] = [];
    const reads: unknown[] = [];
    const get = (target: object, name: string | symbol): unknown => {
      reads.push(name);
      return Reflect.get(target, name);
    };
    return {
      given: readOptions(new Proxy(options, { get }), KNOWN, issues, 'an option', listOptions),
      issues,
      reads,
    };
  };

  it('does not read an option that is like none', () => {
    const { given, issues, reads } = read({ typo: 1, [Symbol('secret')]: 2, secret: 'x' });
    expect(given).toEqual({ ...KNOWN, secret: 'x' });
    expect(issues.map(({ path }) => path)).toEqual([['typo'], ['Symbol(secret)']]);
    expect(reads).toEqual(['secret']);
  });

  it('reads a misspelt option once, as the one that was meant', () => {
    const { given, issues, reads } = read({ widgetID: 'w', atributes: { name: 'Jane' } });
    expect(given).toEqual({ ...KNOWN, widgetId: 'w', attributes: { name: 'Jane' } });
    expect(issues).toHaveLength(2);
    expect(reads).toEqual(['widgetID', 'atributes']);
  });

  it.each([
    ['before it', { secretKey: 'wrong', secret: 'right' }],
    ['after it', { secret: 'right', secretKey: 'wrong' }],
  ])('does not read a misspelt option if the right one is there too, %s', (_where, options) => {
    const { given, issues, reads } = read(options);
    expect(given).toEqual({ ...KNOWN, secret: 'right' });
    expect(issues).toHaveLength(1);
    expect(reads).toEqual(['secret']);
  });
});

describe('the message about an option that does not exist', () => {
  it.each([
    ['in other letters', 'CUSTOMERID', 'customerId'],
    ['with a letter that is missing', 'expireIn', 'expiresIn'],
    ['with a letter too many', 'attributtes', 'attributes'],
    ['with two other letters', 'isseudAt', 'issuedAt'],
    ['with two letters that are missing', 'custmrId', 'customerId'],
    ['within a longer one', 'mysecret', 'secret'],
    ['within a longer one that contains two options', 'theSegmentAttributes', 'segmentAttributes'],
    ['with "_" in it', 'widget_id', 'widgetId'],
    ['of only a part', 'customer', 'customerId'],
    ['of four letters of it', 'secr', 'secret'],
    ['that is 40 characters long', `${'x'.repeat(30)}attributes`, 'attributes'],
    ['as others call it', 'sub', 'widgetId'],
    ['as others call it, in capital letters', 'TTL', 'expiresIn'],
    ['as others call it', 'key', 'secret'],
    ['as others call it', 'securityKey', 'secret'],
    ['as others call it', 'signingKey', 'secret'],
    ['as others call it', 'exp', 'expiresIn'],
    ['as others call it', 'lifetime', 'expiresIn'],
    ['as others call it', 'iat', 'issuedAt'],
  ])('names the one that was meant by a name %s: %s', async (_kind, name, meant) => {
    expect((await issuesOf({ [name]: undefined })).map(({ message }) => message)).toEqual([
      `${name} is not an option. Did you mean ${meant}?`,
    ]);
  });

  it.each([
    ['with three other letters', 'xxxretKe'],
    ['of three letters that are in an option', 'cre'],
    ['that has another meaning elsewhere', 'now'],
    ['of another option of this package', 'leeway'],
    ['that is 41 characters long', `${'x'.repeat(31)}attributes`],
    ['of a method of every object', 'toString'],
    ['of a property of every object', 'constructor'],
    ['that is empty', ''],
  ])('lists all options for a name %s: %s', async (_kind, name) => {
    const quoted = /^\w+$/.test(name) ? name : `"${name}"`;
    expect((await issuesOf({ [name]: undefined })).map(({ message }) => message)).toEqual([
      `${quoted} is not an option. The options are: widgetId, secret, attributes, customerId, relatedContactId, segmentAttributes, expiresIn, issuedAt.`,
    ]);
  });

  it('names only an option of the function that was called', async () => {
    const verify = (option: object): Promise<unknown> => verifyWidgetToken('', { ...RIGHT, ...option });
    await expect(verify({ now: new Date() })).rejects.toThrow(
      'now is not an option. Did you mean currentDate?',
    );
    await expect(verify({ leeway: 5 })).rejects.toThrow(
      'leeway is not an option. Did you mean clockTolerance?',
    );
    await expect(inspectWidgetToken('', { leeway: 5 } as object)).rejects.toThrow(
      'leeway is not an option. The options are: widgetId, secret, currentDate.',
    );
  });
});

it('the value of a misspelt option is checked as that of the one that was meant', async () => {
  expect(await codesAndPathsOf({ atributes: { age: 45 }, ttl: 3600, customerID: '' })).toEqual([
    ['ERR_OPTION_UNKNOWN', 'atributes'],
    ['ERR_OPTION_UNKNOWN', 'ttl'],
    ['ERR_OPTION_UNKNOWN', 'customerID'],
    ['ERR_EXPIRES_IN_INVALID', 'expiresIn'],
    ['ERR_CUSTOMER_ID_INVALID', 'customerId'],
    ['ERR_ATTRIBUTE_VALUE_NOT_STRING', 'attributes', 'age'],
  ]);
});
