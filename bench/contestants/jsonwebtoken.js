// As its documentation shows it. It first tries whether the secret is a private key, at each signature.
// https://github.com/auth0/node-jsonwebtoken#usage

import jwt from 'jsonwebtoken';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () => jwt.sign({ attributes }, secret, { subject: widgetId, expiresIn });
