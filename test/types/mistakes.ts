// Mistakes that the compiler must report. Each is below a comment: if its line compiles, the comment is an
// error. `npm run types` compiles this file with the source, and the matrix compiles it with the packed
// package.

import {
  createWidgetToken,
  estimateTokenSize,
  stringifyAttributes,
  validateAttributes,
  type WidgetTokenError,
} from 'amazon-connect-widget-token';
import {
  createLambdaTokenHandler,
  createNodeTokenHandler,
  createTokenHandler,
} from 'amazon-connect-widget-token/handler';
import { inspectWidgetToken, verifyWidgetToken } from 'amazon-connect-widget-token/verify';

declare const maybe: string | undefined;
declare const error: WidgetTokenError;
declare function send(text: string): void;
declare function count(bytes: number): void;

interface CustomerWithPlan {
  name: string;
  plan?: string;
}

interface CustomerWithAge {
  name: string;
  age: number;
}

declare class SessionWithPlan {
  name: string;
  plan?: string;
}

declare class SessionWithMethod {
  name: string;
  save(): void;
}

declare const customerWithPlan: CustomerWithPlan;
declare const customerWithAge: CustomerWithAge;
declare const sessionWithPlan: SessionWithPlan;
declare const sessionWithMethod: SessionWithMethod;
declare function readAttributes(): { name: string };

const right = { widgetId: 'w', secret: 's' };

export function missing(): void {
  // @ts-expect-error -- no options
  void createWidgetToken();
  // @ts-expect-error -- no secret
  void createWidgetToken({ widgetId: 'w' });
  // @ts-expect-error -- no widget id
  void createWidgetToken({ secret: 's' });
  // @ts-expect-error -- no widget id
  estimateTokenSize({ attributes: {} });
  // @ts-expect-error -- no attributes to validate
  validateAttributes();
  // @ts-expect-error -- null instead of a secret
  void createWidgetToken({ ...right, secret: null });
  // @ts-expect-error -- null instead of a widget id
  void createWidgetToken({ ...right, widgetId: null });
}

export function misspelt(): void {
  // @ts-expect-error -- attribute instead of attributes
  void createWidgetToken({ ...right, attribute: { name: 'Jane' } });
  // @ts-expect-error -- widgetID instead of widgetId
  estimateTokenSize({ ...right, widgetID: 'w' });
  // @ts-expect-error -- customerID instead of customerId
  void createWidgetToken({ ...right, customerID: '42' });
  // @ts-expect-error -- NOT_A_STRING instead of NOT_STRING
  send(error.code === 'ERR_ATTRIBUTE_VALUE_NOT_A_STRING' ? '' : error.code);
}

export function attributesThatAreNotStrings(): void {
  // @ts-expect-error -- a number instead of a string
  void createWidgetToken({ ...right, attributes: { age: 45 } });
  // @ts-expect-error -- a boolean instead of a string
  void createWidgetToken({ ...right, attributes: { premium: true } });
  // @ts-expect-error -- null instead of a string
  void createWidgetToken({ ...right, attributes: { name: null } });
  // @ts-expect-error -- a value that may be missing
  void createWidgetToken({ ...right, attributes: { name: maybe } });
  // @ts-expect-error -- an object instead of a string
  void createWidgetToken({ ...right, attributes: { name: { first: 'Jane' } } });
  // @ts-expect-error -- an array instead of an object
  void createWidgetToken({ ...right, attributes: ['Jane'] });
  // @ts-expect-error -- a Map instead of an object
  void createWidgetToken({ ...right, attributes: new Map([['name', 'Jane']]) });
  // @ts-expect-error -- JSON instead of an object
  void createWidgetToken({ ...right, attributes: '{"name":"Jane"}' });
  // @ts-expect-error -- null instead of an object
  void createWidgetToken({ ...right, attributes: null });
  // @ts-expect-error -- a promise of attributes
  void createWidgetToken({ ...right, attributes: Promise.resolve({ name: 'Jane' }) });
  // @ts-expect-error -- a function that was not called
  void createWidgetToken({ ...right, attributes: readAttributes });
  // @ts-expect-error -- a number instead of a string
  estimateTokenSize({ ...right, attributes: { age: 45 } });
}

export function interfacesWithOtherProperties(): void {
  // @ts-expect-error -- an optional property
  void createWidgetToken({ ...right, attributes: customerWithPlan });
  // @ts-expect-error -- an optional property of a class
  void createWidgetToken({ ...right, attributes: sessionWithPlan });
  // @ts-expect-error -- a property that is a number
  void createWidgetToken({ ...right, attributes: customerWithAge });
  // @ts-expect-error -- a method of a class
  void createWidgetToken({ ...right, attributes: sessionWithMethod });
  // @ts-expect-error -- a Date instead of an object
  void createWidgetToken({ ...right, attributes: new Date() });
  // @ts-expect-error -- an optional property
  estimateTokenSize({ ...right, attributes: customerWithPlan });
  // @ts-expect-error -- a property that is a number
  estimateTokenSize({ ...right, attributes: customerWithAge });
}

export function stringifying(): void {
  // @ts-expect-error -- a property that does not exist
  stringifyAttributes(customerWithAge, ['nope']);
  // @ts-expect-error -- keys that are a string
  stringifyAttributes(customerWithAge, 'name');
  // @ts-expect-error -- a string instead of an object
  stringifyAttributes('x', []);
  // @ts-expect-error -- null, as for a row that was not found
  stringifyAttributes(null, []);
  // @ts-expect-error -- a number, which its result does not contain
  count(stringifyAttributes(customerWithAge, ['age']).age);
}

export function otherOptions(): void {
  // @ts-expect-error -- a lifetime that is a string
  void createWidgetToken({ ...right, expiresIn: '500' });
  // @ts-expect-error -- seconds instead of a Date
  void createWidgetToken({ ...right, issuedAt: 1767225600 });
  // @ts-expect-error -- a string instead of a Date
  void createWidgetToken({ ...right, issuedAt: '2026-01-01' });
  // @ts-expect-error -- a customer id that is a number
  void createWidgetToken({ ...right, customerId: 42 });
  // @ts-expect-error -- a customer id that is null
  void createWidgetToken({ ...right, customerId: null });
  // @ts-expect-error -- a segment attribute without its type
  void createWidgetToken({ ...right, segmentAttributes: { 'connect:Subtype': 'connect:Guide' } });
  // @ts-expect-error -- a segment attribute of another type
  void createWidgetToken({ ...right, segmentAttributes: { 'connect:Subtype': { ValueInteger: '1' } } });
  // @ts-expect-error -- a segment attribute of a type that does not exist
  void createWidgetToken({ ...right, segmentAttributes: { 'connect:Subtype': { ValueText: '1' } } });
  // @ts-expect-error -- a list that contains a string without its type
  void createWidgetToken({ ...right, segmentAttributes: { list: { ValueList: ['connect:Guide'] } } });
}

export function secrets(): void {
  // @ts-expect-error -- an object instead of a secret
  void createWidgetToken({ ...right, secret: { key: 's' } });
  // @ts-expect-error -- bytes that are not a Uint8Array
  void createWidgetToken({ ...right, secret: new ArrayBuffer(44) });
  // @ts-expect-error -- a promise of a key
  void createWidgetToken({ ...right, secret: Promise.resolve('s') });
  // @ts-expect-error -- several keys, which only /verify accepts
  void createWidgetToken({ ...right, secret: ['s'] });
}

export function results(): void {
  const result = validateAttributes({});
  // @ts-expect-error -- a value that is missing if there are issues
  // eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- a missing property has no type
  send(result.value);
  // @ts-expect-error -- issues that are missing if there is a value
  count(result.issues.length);
  // @ts-expect-error -- a promise that was not awaited
  send(createWidgetToken(right));
  // @ts-expect-error -- a size, which is not a number
  count(estimateTokenSize(right));
}

export function verifying(): void {
  // @ts-expect-error -- no options
  void verifyWidgetToken('');
  // @ts-expect-error -- no widget id
  void verifyWidgetToken('', { secret: 's' });
  // @ts-expect-error -- null instead of a secret
  void verifyWidgetToken('', { ...right, secret: null });
  // @ts-expect-error -- a number instead of a token
  void verifyWidgetToken(42, right);
  // @ts-expect-error -- an option of createWidgetToken
  void verifyWidgetToken('', { ...right, issuedAt: new Date() });
  // @ts-expect-error -- a date in milliseconds
  void verifyWidgetToken('', { ...right, currentDate: 1767225600000 });
  // @ts-expect-error -- an option of verifyWidgetToken
  void inspectWidgetToken('', { clockTolerance: 5 });
  // @ts-expect-error -- a claim that may be missing
  void verifyWidgetToken('', right).then(({ attributes }) => attributes.name);
}

export function answering(): void {
  const claims = () => ({});
  // @ts-expect-error -- no function that identifies the customer
  createTokenHandler(right);
  // @ts-expect-error -- no secret
  createTokenHandler({ widgetId: 'w', claims });
  // @ts-expect-error -- the same attributes for every customer
  createTokenHandler({ ...right, claims, attributes: { name: 'Jane' } });
  // @ts-expect-error -- claims that are not a function
  createTokenHandler({ ...right, claims: { attributes: {} } });
  // @ts-expect-error -- a number among the attributes
  createTokenHandler({ ...right, claims: () => ({ attributes: { age: 45 } }) });
  // @ts-expect-error -- a number among the attributes, in a promise
  createTokenHandler({ ...right, claims: () => Promise.resolve({ attributes: { age: 45 } }) });
  // @ts-expect-error -- null for a visitor who is not signed in
  createTokenHandler({ ...right, claims: () => null });
  // @ts-expect-error -- an interface with an optional property
  createTokenHandler({ ...right, claims: () => ({ attributes: customerWithPlan }) });
  // @ts-expect-error -- an interface with a number, in a promise
  createTokenHandler({ ...right, claims: () => Promise.resolve({ attributes: customerWithAge }) });
  // @ts-expect-error -- null instead of a secret
  createTokenHandler({ ...right, secret: () => null, claims });
  // @ts-expect-error -- a call without a request
  void createTokenHandler({ ...right, claims })();
  // @ts-expect-error -- an origin instead of a list
  createTokenHandler({ ...right, claims, origins: 'https://www.example.com' });
  // @ts-expect-error -- a pattern among the origins
  createTokenHandler({ ...right, claims, origins: [/example/] });
  // @ts-expect-error -- a number among the attributes
  createNodeTokenHandler({ ...right, claims: () => ({ attributes: { age: 45 } }) });
  // @ts-expect-error -- null for a visitor who is not signed in
  createNodeTokenHandler({ ...right, claims: () => null });
  // @ts-expect-error -- a call without a response
  void createNodeTokenHandler({ ...right, claims })({ method: 'GET', headers: {} });
  // @ts-expect-error -- a number among the attributes
  createLambdaTokenHandler({ ...right, claims: () => ({ attributes: { age: 45 } }) });
  // @ts-expect-error -- an event without a requestContext
  void createLambdaTokenHandler({ ...right, claims })({ httpMethod: 'GET' }, {});
}
