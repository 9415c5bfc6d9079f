// The documented way. For each signature, jsonwebtoken first tries to read the secret as a private key.
// https://github.com/auth0/node-jsonwebtoken#usage

import jwt from 'jsonwebtoken';
import { attributes, expiresIn, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () => jwt.sign({ attributes }, secret, { subject: widgetId, expiresIn });
