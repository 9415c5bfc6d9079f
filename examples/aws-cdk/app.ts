import { App } from 'aws-cdk-lib';
import { TokenStack } from './stack.ts';

const app = new App();

new TokenStack(app, 'WidgetToken', {
  widgetId: setting<string>('widgetId'),
  issuer: setting<string>('issuer'),
  audience: setting<string>('audience'),
  origins: setting<string[]>('origins'),
});

function setting<Value extends string | string[]>(name: string): Value {
  const value = app.node.tryGetContext(name) as Value | undefined;
  if (!value?.length) throw new Error(`Set "${name}" in the "context" of cdk.json`);
  return value;
}
