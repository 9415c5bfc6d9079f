import { createWidgetToken } from 'amazon-connect-widget-token';
import { attributes, secret, widgetId } from '../lib/claims.js';

export const prepare = () => () => createWidgetToken({ widgetId, secret, attributes });
