// What each server has at its paths.

import { createNodeTokenHandler, createTokenHandler } from 'amazon-connect-widget-token/handler';
import { claims } from './claims.js';

const { CONNECT_WIDGET_ID: widgetId, CONNECT_SECRET: secret, PORT } = process.env;

export const port = Number(PORT);

/** For /token, and for /parsed/token, where a body parser runs before. */
export const token = createNodeTokenHandler({ widgetId, secret, claims });

/** For /mistaken. */
export const mistaken = createTokenHandler({ widgetId, secret, claims: () => ({}) });
