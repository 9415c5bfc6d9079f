// stringifyAttributes with the rows of real libraries, as the table in docs/limits.md says.

import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read } from '../support/documents.js';
import { InstalledProject } from '../support/installed.js';

const PACKAGES = ['mongoose@9.12.1', 'pg@8.23.1', 'sequelize@6.37.8', 'sql.js@1.16.0'];

/** The same customer, read with each of them. None needs a server for that. */
const ROWS = `
  import { stringifyAttributes } from 'amazon-connect-widget-token';
  import mongoose from 'mongoose';
  import { DataTypes, Sequelize } from 'sequelize';
  import initSqlJs from 'sql.js';

  const KEYS = ['name', 'vip'];
  const problem = (row) => {
    try { return stringifyAttributes(row, KEYS); } catch (error) { return error.message; }
  };

  const { Database } = await initSqlJs();
  const database = new Database();
  database.run("create table customer (name text, vip boolean, big integer)");
  database.run("insert into customer values ('Jane', true, 9007199254740993)");
  const statement = database.prepare('select * from customer');
  statement.step();
  const row = statement.getAsObject();

  const Model = mongoose.model('Customer', new mongoose.Schema({ name: String, vip: Boolean, plan: String }));
  const document = new Model({ name: 'Jane', vip: true });

  const fields = { name: DataTypes.STRING, vip: DataTypes.BOOLEAN };
  const instance = new Sequelize({ dialect: 'postgres' }).define('customer', fields).build({ name: 'Jane', vip: true });

  export const vip = {
    'SQLite (\`sql.js\`)': stringifyAttributes(row, KEYS).vip,
    Sequelize: stringifyAttributes(instance.toJSON(), KEYS).vip,
    Mongoose: stringifyAttributes(document.toJSON(), KEYS).vip,
  };
  export const big = String(row.big);
  export const ofBig = problem({ name: row.big, vip: true });
  export const ofAccessors = [problem(instance), problem(document)];
  const withId = { ...document.toJSON(), id: document.id };
  export const id = stringifyAttributes(withId, ['id']).id === document.id;
  export const absent = stringifyAttributes({ plan: undefined, ...document.toJSON() }, ['name', 'plan']);
`;

interface Rows {
  readonly vip: Readonly<Record<string, string>>;
  readonly big: string;
  readonly ofBig: string;
  readonly ofAccessors: readonly string[];
  readonly id: boolean;
  readonly absent: object;
}

let project: InstalledProject;
let rows: Rows;

beforeAll(async () => {
  project = new InstalledProject(PACKAGES);
  rows = (await import(pathToFileURL(project.write('rows.mjs', ROWS)).href)) as Rows;
});

afterAll(() => {
  project.stop();
});

const page = read('docs/limits.md');

it('have what the table says for a boolean', () => {
  const table = [...page.matchAll(/^\| (SQLite.*?|Sequelize|Mongoose) +\| .*? \| `'(.*)'` +\|$/gm)];
  expect(Object.fromEntries(table.map(([, library, shown]) => [library, shown]))).toEqual(rows.vip);
  expect(table).toHaveLength(3);
});

it('lose digits of a large number before they are read, which is refused', () => {
  expect(page.replace(/\s+/g, ' ')).toContain(`reads \`9007199254740993\` as \`${rows.big}\``);
  expect(rows.ofBig).toContain('must be a safe integer, as a larger one has lost digits.');
});

it('are refused if the properties are accessors, with what to pass', () => {
  for (const message of rows.ofAccessors) expect(message).toContain('pass values.toJSON()');
  expect(page).toContain('`pass values.toJSON()`');
});

it('have an id of Mongoose as a string, and a property that is absent, as the page says', () => {
  expect(rows.id).toBe(true);
  expect(rows.absent).toEqual({ name: 'Jane' });
});
