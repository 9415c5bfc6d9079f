// The command line, read strictly. It is parsed here and not by parseArgs' own strict mode, whose errors
// repeat what was typed: a key in the wrong place would end up in a log.

import { parseArgs } from 'node:util';
import { Refusal } from './error.js';

const OPTIONS = {
  'widget-id': { type: 'string' },
  'secret-file': { type: 'string' },
  attribute: { type: 'string', multiple: true },
  attributes: { type: 'string' },
  'customer-id': { type: 'string' },
  'related-contact-id': { type: 'string' },
  'segment-attributes': { type: 'string' },
  'expires-in': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Option = keyof typeof OPTIONS;

const SHARED_OPTIONS = ['widget-id', 'secret-file', 'help', 'version'] as const;

const COMMANDS = {
  sign: [
    ...SHARED_OPTIONS,
    'attribute',
    'attributes',
    'customer-id',
    'related-contact-id',
    'segment-attributes',
    'expires-in',
  ],
  inspect: [...SHARED_OPTIONS, 'json'],
} as const satisfies Record<string, readonly Option[]>;

type Command = keyof typeof COMMANDS;

/** The options that name a file, where - is standard input. */
const FILE_OPTIONS = ['secret-file', 'attributes', 'segment-attributes'] as const;

const SECRET_IS_ARGUMENT =
  '--secret does not exist: process lists and shell histories show arguments, so this key may have been seen. ' +
  'Set CONNECT_SECRET, or name a file that holds the key with --secret-file FILE.';

/** A command line without contradictions. */
export interface CommandLine {
  readonly command: Command | undefined;
  /** What each option was given, in order; for one that takes nothing, `['']`. */
  readonly options: ReadonlyMap<Option, readonly string[]>;
  /** What stands after the command and is no option. */
  readonly operands: readonly string[];
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

export function parseCommandLine(args: string[]): CommandLine {
  // Whatever else is wrong: who typed it has to know.
  if (args.some((arg) => /^--?secret(=|$)/i.test(arg))) throw new Refusal(2, SECRET_IS_ARGUMENT);
  const parsed = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const [name, ...operands] = parsed.positionals;
  const command = readCommand(name);

  const options = new Map<Option, string[]>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    const option = readOption(token, command);
    const others = options.get(option) ?? [];
    if (others.length > 0 && option !== 'attribute') throw new Refusal(2, `--${option} is given twice.`);
    options.set(option, [...others, readValue(token, option)]);
  }
  const line = { command, options, operands };
  checkOperands(line);
  checkStandardInput(line);
  return line;
}

/** The value of an option that may be given once. */
export function valueOf({ options }: CommandLine, option: Option): string | undefined {
  return options.get(option)?.[0];
}

function readCommand(name: string | undefined): Command | undefined {
  if (name === undefined || name === 'sign' || name === 'inspect') return name;
  throw new Refusal(2, 'There is no such command; there are sign and inspect. See --help.');
}

function readOption({ name, rawName }: OptionToken, command: Command | undefined): Option {
  const known: readonly Option[] = command === undefined ? SHARED_OPTIONS : COMMANDS[command];
  const option = known.find((one) => one === name);
  if (option !== undefined) return option;
  // A name and not a key: Connect's has 44 characters.
  const named = /^--?[\w-]{1,24}$/.test(rawName) ? rawName : 'That';
  const names = known.map((one) => `--${one}`).join(', ');
  throw new Refusal(2, `${named} is not an option${command ? ` of ${command}` : ''}; these are: ${names}.`);
}

function readValue({ value, inlineValue }: OptionToken, option: Option): string {
  if (OPTIONS[option].type === 'boolean') {
    if (value === undefined) return '';
    throw new Refusal(2, `--${option} takes no value.`);
  }
  // An option in the place of a value: the value was forgotten. As --name=-value, it is one.
  if (value !== undefined && (inlineValue === true || !/^-./.test(value))) return value;
  throw new Refusal(2, `--${option} needs a value. One that begins with - is given as --${option}=VALUE.`);
}

function checkOperands({ command, operands }: CommandLine): void {
  if (command === 'inspect' || operands.length === 0) return;
  throw new Refusal(2, 'sign takes options alone. Quote what has spaces: --attribute "name=Jane Doe".');
}

/** The token, or undefined if it comes from standard input. Words are one token: `Bearer` may be the first. */
export function tokenOf({ operands }: CommandLine): string | undefined {
  const text = operands.join(' ');
  return operands.length === 0 || text === '-' ? undefined : text;
}

function checkStandardInput(line: CommandLine): void {
  const readers = FILE_OPTIONS.filter((option) => valueOf(line, option) === '-').map((one) => `--${one}`);
  if (line.command === 'inspect' && tokenOf(line) === undefined) readers.push('the token');
  if (readers.length < 2) return;
  throw new Refusal(2, `Standard input can be only one of ${readers.join(', ')}. Name a file for the other.`);
}
