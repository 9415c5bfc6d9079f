import { route, type RouteConfig } from '@react-router/dev/routes';

export default [
  route('token', 'routes/token.ts'),
  route('login', 'routes/login.ts'),
  route('flow/:kind', 'routes/flow.ts'),
] satisfies RouteConfig;
