import { token } from '../../../token';

export const runtime = 'edge';

export { token as GET, token as POST };
