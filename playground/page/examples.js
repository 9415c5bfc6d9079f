// The examples behind the "Try" buttons.

/** @typedef {import('./rows.js').Row} Row */

/** https://docs.aws.amazon.com/connect/latest/adminguide/pass-contact-attributes-chat.html @type {Row[]} */
const DOCUMENTED = [
  { key: 'name', kind: 'text', text: 'Jane' },
  { key: 'memberID', kind: 'text', text: '123456789' },
  { key: 'email', kind: 'text', text: 'Jane@example.com' },
  { key: 'isPremiumUser', kind: 'text', text: 'true' },
  { key: 'age', kind: 'text', text: '45' },
];

const ORDERS = Array.from({ length: 80 }, (_, order) => `2026-${String(1000 + order)}: 1 x lamp, delivered`);

/** @type {readonly { name: string, rows: Row[] }[]} */
export const EXAMPLES = [
  { name: 'Amazon’s example', rows: DOCUMENTED },
  {
    name: 'A number',
    rows: DOCUMENTED.map((row) => (row.key === 'age' ? { ...row, kind: 'number' } : row)),
  },
  {
    name: 'Invalid keys',
    rows: [
      { key: 'first name', kind: 'text', text: 'Jane' },
      { key: 'größe', kind: 'text', text: '38' },
      { key: 'plan.tier', kind: 'text', text: 'gold' },
    ],
  },
  {
    name: 'Too large',
    rows: [
      ...DOCUMENTED,
      { key: 'orders', kind: 'text', text: ORDERS.join('; ') },
      { key: 'lastPage', kind: 'text', text: 'https://example.com/lamps/reading?colour=brass' },
    ],
  },
];

/** Has an unknown key, a lifetime of an hour, quotes around the widget id, and a number as a value. */
export const BROKEN_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJcIndpZGdldC1pZFwiIiwiaWF0IjoxNzY3MjI1NjAwLCJleHAiOjE3NjcyMjkyMDAsImF0dHJpYnV0ZXMiOnsiYWdlIjo0NX19.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
