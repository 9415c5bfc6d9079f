import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { createLambdaTokenHandler } from 'amazon-connect-widget-token/handler';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET_ARN: secretArn = '' } = process.env;

export const handler = createLambdaTokenHandler({
  widgetId,
  // Kept for five minutes. After that, a key that was rotated is fetched.
  secret: () => getSecret(secretArn, { maxAge: 300 }),
  claims(event: APIGatewayProxyEventV2WithJWTAuthorizer) {
    // API Gateway has verified them. Use the claims that your identity provider writes.
    const { sub, name } = event.requestContext.authorizer.jwt.claims;
    if (typeof sub !== 'string' || sub === '') return new Response(null, { status: 401 });
    return { attributes: { memberId: sub, ...(typeof name === 'string' && { name }) } };
  },
});
