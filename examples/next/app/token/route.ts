import { token } from '../../token';

export { token as GET, token as POST };
