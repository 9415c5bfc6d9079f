import { join } from 'node:path';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export interface TokenStackProps {
  /** The widget's id, from the Connect console. */
  readonly widgetId: string;
  /** Who issues your customers' tokens: the `issuer` in `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** The audience in these tokens. For Amazon Cognito, the id of the app client. */
  readonly audience: string;
  /** The origins of the pages that show the widget, such as `https://www.example.com`. */
  readonly origins: string[];
}

export class TokenStack extends Stack {
  constructor(scope: Construct, id: string, { widgetId, issuer, audience, origins }: TokenStackProps) {
    super(scope, id);

    const key = new Secret(this, 'Key', {
      description: 'The security key of the Connect widget',
      // A random value, until you put the key there. It is too short to be used as a key.
      generateSecretString: { passwordLength: 16 },
    });
    const logs = new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_MONTH });

    const token = new NodejsFunction(this, 'Token', {
      entry: join(import.meta.dirname, 'token.ts'),
      runtime: Runtime.NODEJS_22_X,
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET_ARN: key.secretArn },
      logGroup: logs,
      // CDK's own role could write to every log group of the account.
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      // The version in package.json, instead of the one that Lambda has.
      bundling: { bundleAwsSDK: true },
    });
    key.grantRead(token);
    logs.grantWrite(token);

    const api = new HttpApi(this, 'Api', {
      // API Gateway answers OPTIONS, and ignores CORS headers of the function, so that has no `origins`.
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
      corsPreflight: {
        allowOrigins: origins,
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
        allowHeaders: ['authorization', 'content-type'],
        maxAge: Duration.hours(1),
      },
    });
    api.addRoutes({
      path: '/token',
      methods: [HttpMethod.GET, HttpMethod.POST],
      integration: new HttpLambdaIntegration('TokenIntegration', token),
      authorizer: new HttpJwtAuthorizer('Customer', issuer, { jwtAudience: [audience] }),
    });

    new CfnOutput(this, 'TokenUrl', { value: `${api.apiEndpoint}/token` });
    new CfnOutput(this, 'KeyArn', { value: key.secretArn });
  }
}
