import { createWidgetToken } from 'amazon-connect-widget-token-before';
import { attributes, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () => createWidgetToken({ widgetId, secret, attributes });
