// Code that must compile. Code that must not compile is in mistakes.ts.
// `npm run types` compiles this file with the source, and the matrix compiles it with the packed package.

import {
  createWidgetToken,
  estimateTokenSize,
  stringifyAttributes,
  type ContactAttributes,
  type CreateWidgetTokenOptions,
  type EstimateTokenSizeOptions,
  type SegmentAttributeValue,
  type StringValues,
} from 'amazon-connect-widget-token';
import {
  createNodeTokenHandler,
  createTokenHandler,
  type TokenHandlerClaims,
  type TokenHandlerOptions,
  type TokenNodeRequest,
  type TokenNodeResponse,
  type TokenRequest,
  type TokenResponse,
} from 'amazon-connect-widget-token/handler';
import { verifyWidgetToken } from 'amazon-connect-widget-token/verify';

interface Customer {
  name: string;
  memberId: string;
}

interface PremiumCustomer extends Customer {
  readonly plan: 'gold' | 'silver';
}

// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- unlike an interface, it is assignable to a Record
type Visitor = { name: string; memberId: string };

declare class Session {
  readonly name: string;
  memberId: string;
}

interface Row {
  id: number;
  name: string;
  vip: boolean;
  since: Date;
  balance: bigint;
  plan: string | null;
  email?: string;
  phone?: string | undefined;
  passwordHash: string;
}

declare const name: string;
declare const plan: string | undefined;
declare const customer: Customer;
declare const premium: PremiumCustomer;
declare const visitor: Visitor;
declare const session: Session;
declare const record: Record<string, string>;
declare const readonlyRecord: Readonly<Record<string, string>>;
declare const byKey: Record<'name' | 'plan', string>;
declare const eitherForm: Customer | Visitor | undefined;
declare const row: Row;
/** As process.env is in @types/node. */
declare const environment: Record<string, string | undefined>;

const right = { widgetId: 'w', secret: 's' };

export function attributes(): void {
  void createWidgetToken({ ...right, attributes: customer });
  void createWidgetToken({ ...right, attributes: premium });
  void createWidgetToken({ ...right, attributes: visitor });
  void createWidgetToken({ ...right, attributes: session });
  void createWidgetToken({ ...right, attributes: record });
  void createWidgetToken({ ...right, attributes: readonlyRecord });
  void createWidgetToken({ ...right, attributes: byKey });
  void createWidgetToken({ ...right, attributes: eitherForm });
  void createWidgetToken({ ...right, attributes: {} });
  void createWidgetToken({ ...right, attributes: undefined });
  void createWidgetToken({ ...right, attributes: { name: 'Jane', memberId: '42' } });
  void createWidgetToken({ ...right, attributes: { ...customer } });
  void createWidgetToken({ ...right, attributes: { ...customer, plan: 'gold' } });
  void createWidgetToken({ ...right, attributes: { ...record, plan: 'gold' } });
  void createWidgetToken({ ...right, attributes: Object.fromEntries([['name', name]]) });
}

export function attributesThatMayBeMissing(): void {
  void createWidgetToken({ ...right, attributes: { name, ...(plan && { plan }) } });
  void createWidgetToken({ ...right, attributes: { name, ...(plan === undefined ? {} : { plan }) } });
  void createWidgetToken({ ...right, attributes: plan ? { name, plan } : { name } });
  void createWidgetToken({ ...right, attributes: { ...customer, ...(plan && { plan }) } });
  void createWidgetToken({ ...right, attributes: plan ? { ...customer, plan } : customer });
  void createWidgetToken({ ...right, attributes: plan === undefined ? undefined : customer });
  void createWidgetToken({ ...right, ...(plan && { attributes: { plan } }) });
  void createWidgetToken({ ...right, ...(plan ? { attributes: customer } : {}) });
  const spread = { name, ...(plan && { plan }) };
  void createWidgetToken({ ...right, attributes: spread });
  const chosen = plan ? { name, plan } : { name };
  void createWidgetToken({ ...right, attributes: chosen });
  const collected: Record<string, string> = { name };
  if (plan !== undefined) collected.plan = plan;
  void createWidgetToken({ ...right, attributes: collected });
}

export function options(): void {
  const typed: CreateWidgetTokenOptions = { ...right, attributes: { name } };
  const ofCustomer: CreateWidgetTokenOptions<Customer> = { ...right, attributes: customer };
  const inferred = { ...right, attributes: customer };
  const fixed = { widgetId: 'w', secret: 's', attributes: { name: 'Jane' }, expiresIn: 60 } as const;
  void createWidgetToken(typed);
  void createWidgetToken(ofCustomer);
  void createWidgetToken(inferred);
  void createWidgetToken(fixed);
  void createWidgetToken({ ...typed, expiresIn: 60 });
  estimateTokenSize(typed);
  estimateTokenSize(ofCustomer);
  estimateTokenSize(inferred);
  estimateTokenSize(fixed);
  const withoutSecret: EstimateTokenSizeOptions<Customer> = ofCustomer;
  estimateTokenSize(withoutSecret);
}

export function variablesThatMayNotBeSet(): void {
  const fromEnvironment = { widgetId: environment.CONNECT_WIDGET_ID, secret: environment.CONNECT_SECRET };
  void createWidgetToken(fromEnvironment);
  void createWidgetToken({ ...fromEnvironment, attributes: customer });
  estimateTokenSize(fromEnvironment);
  void verifyWidgetToken('', fromEnvironment);
  createTokenHandler({ ...fromEnvironment, claims: () => ({}) });
  createTokenHandler({
    widgetId: () => environment.CONNECT_WIDGET_ID,
    secret: () => environment.CONNECT_SECRET,
    claims: () => ({}),
  });
  createTokenHandler({
    widgetId: async () => Promise.resolve(environment.CONNECT_WIDGET_ID),
    secret: async () => Promise.resolve(environment.CONNECT_SECRET),
    claims: () => ({}),
  });
}

type Create = (options: CreateWidgetTokenOptions) => Promise<string>;

export const replaceable: Create = createWidgetToken;
export const replaced: typeof createWidgetToken = () => Promise.resolve('a token');
export const injected: { create: Create } = { create: createWidgetToken };

type Given = Parameters<typeof createWidgetToken>[0];
export const given: Given = { ...right, attributes: { name } };
export const created = createWidgetToken({ ...given, expiresIn: 60 });

export async function wrapper<Attributes extends StringValues<Attributes>>(
  passed: CreateWidgetTokenOptions<Attributes>,
): Promise<string> {
  estimateTokenSize(passed);
  return createWidgetToken(passed);
}

export const wrapped = wrapper({ ...right, attributes: customer });

declare function identify(request: TokenRequest): Promise<Customer | undefined>;
declare const unauthorised: TokenResponse;

export const handlers = [
  createTokenHandler({
    ...right,
    claims: async (request) => {
      const found = await identify(request);
      if (request.method === 'POST') return unauthorised;
      return found ? { attributes: { ...found } } : {};
    },
  }),
  createTokenHandler({
    ...right,
    async claims(request) {
      const found = await identify(request);
      if (found === undefined) return unauthorised;
      if (plan === undefined) return { customerId: found.memberId };
      return { attributes: { name: found.name, plan } };
    },
  }),
  createTokenHandler({ ...right, claims: () => ({ attributes: { ...customer } }) }),
  createTokenHandler({ ...right, claims: () => (plan ? { attributes: { name: session.name } } : {}) }),
  createTokenHandler({ ...right, claims: () => ({ attributes: { name, ...(plan && { plan }) } }) }),
  createTokenHandler({ ...right, claims: () => ({ attributes: stringifyAttributes(row, ['id', 'plan']) }) }),
];

export const claims: TokenHandlerClaims = { attributes: { ...customer } };
export const handlerOptions: TokenHandlerOptions = {
  ...right,
  claims: (request) => (request.method === 'GET' ? claims : unauthorised),
};
export const handler = createTokenHandler(handlerOptions);

/** As Express's response. */
interface FrameworkResponse extends TokenNodeResponse {
  sendStatus(code: number): this;
}

export const answersItself = createNodeTokenHandler({
  ...right,
  claims: async ({ headers }: TokenNodeRequest, res: FrameworkResponse) =>
    (await Promise.resolve(headers.cookie)) ? { attributes: { name } } : res.sendStatus(401),
});

export const text: ContactAttributes = stringifyAttributes(row, ['id', 'name']);
export const all = [
  stringifyAttributes(row, ['id', 'name', 'vip', 'since', 'balance', 'plan', 'email', 'phone']),
  stringifyAttributes({ id: 42, name, plan, vip: true, since: new Date() }),
  stringifyAttributes(session, ['name']),
  stringifyAttributes({ id: 42, name } as const, ['id'] as const),
  stringifyAttributes(environment, ['PLAN']),
];

export function rows(): void {
  void createWidgetToken({ ...right, attributes: stringifyAttributes(row, ['id', 'name']) });
  void createWidgetToken({ ...right, attributes: { ...stringifyAttributes(row, ['id']), plan: 'gold' } });
  const keys: (keyof Row)[] = ['id', 'name'];
  void createWidgetToken({ ...right, attributes: stringifyAttributes(row, keys) });
}

export function segmentAttributes(): void {
  const subtype: SegmentAttributeValue = { ValueString: 'connect:Guide' };
  const deep = {
    'connect:Subtype': subtype,
    count: { ValueInteger: 1, ValueString: undefined },
    map: { ValueMap: { list: { ValueList: [subtype, { ValueArn: 'arn:aws:connect' }] } } },
  };
  const fixed = { map: { ValueMap: { count: { ValueInteger: 1 } } } } as const;
  void createWidgetToken({ ...right, segmentAttributes: deep });
  void createWidgetToken({ ...right, segmentAttributes: fixed });
  void createWidgetToken({ ...right, segmentAttributes: { count: { ValueInteger: 1 } } });
}
