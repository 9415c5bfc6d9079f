// The version before, which lib/version-before.js builds. The bench calls only what both have.
declare module 'amazon-connect-widget-token-before' {
  export { createWidgetToken } from 'amazon-connect-widget-token';
}
