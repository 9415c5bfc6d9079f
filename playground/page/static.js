// The page without a server: everything happens in the page, and nothing is signed.

import { inspectWidgetToken } from 'amazon-connect-widget-token/verify';
import { createAnnouncer } from './announce.js';
import { createInspector } from './inspect.js';
import { createServerCode } from './server-code-view.js';
import { startPage } from './start.js';

/** Widget ids of the Connect console are UUIDs. Only the length matters here. */
const WIDGET_ID = '00000000-0000-4000-8000-000000000000';

/** What inspectWidgetToken needs WebCrypto for: to try keys, of which this page has none. */
const NO_WEBCRYPTO =
  'The browser offers WebCrypto only to pages that are loaded over HTTPS or from this computer. Open this page by its https: address.';

const announce = createAnnouncer();
createInspector({
  async inspect(token) {
    if (!isSecureContext) throw new Error(NO_WEBCRYPTO);
    return inspectWidgetToken(token);
  },
  isWithKey: () => false,
  announce,
});
startPage({ widgetId: WIDGET_ID, announce, onReading: createServerCode(WIDGET_ID), isStale: () => false });
