// The command line, read strictly. Not by parseArgs' own strict mode, whose errors repeat what was typed: a
// key in a wrong place would end up in a log.

import { parseArgs } from 'node:util';
import { CliError, Problems } from './error.js';
import { findMeantName } from './meant-name.js';

const OPTIONS = {
  'widget-id': { type: 'string' },
  'secret-file': { type: 'string' },
  attribute: { type: 'string', multiple: true },
  attributes: { type: 'string' },
  'customer-id': { type: 'string' },
  'related-contact-id': { type: 'string' },
  'segment-attributes': { type: 'string' },
  'expires-in': { type: 'string' },
  header: { type: 'string', multiple: true, short: 'H' },
  origin: { type: 'string' },
  method: { type: 'string' },
  timeout: { type: 'string' },
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
  check: [...SHARED_OPTIONS, 'header', 'origin', 'method', 'timeout', 'json'],
} as const satisfies Record<string, readonly Option[]>;

type Command = keyof typeof COMMANDS;

/** The options that name a file. "-" is standard input. */
const FILE_OPTIONS = ['secret-file', 'attributes', 'segment-attributes'] as const;

/** A security key. The name of a file does not end in "=". */
const KEY = /^[A-Za-z\d+/]{43}=$/;

const SEEN_BY_OTHERS =
  'process lists and shell histories show arguments, so others may have seen this key. ' +
  'Rotate it, and set CONNECT_SECRET, or use --secret-file FILE.';

/** A command line without contradictions. */
export interface CommandLine {
  readonly command: Command | undefined;
  /** The values of each option, in order. `['']` for an option without a value. */
  readonly options: ReadonlyMap<Option, readonly string[]>;
  /** The arguments after the command that are not options. */
  readonly operands: readonly string[];
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

export function parseCommandLine(given: string[]): CommandLine {
  const args = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  // Before any other problem: the user has to know that the key may have been seen.
  if (args.some((arg) => /^--?secret(=|$)/i.test(arg)))
    throw new CliError(2, `--secret does not exist: ${SEEN_BY_OTHERS}`);
  const parsed = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const [name, ...operands] = parsed.positionals;
  // The operand of inspect is anything that may be a token, and its report says that it is a key.
  const words = [...(name === 'inspect' ? [] : parsed.positionals), parsed.values['secret-file']];
  if (words.some((word) => KEY.test(String(word))))
    throw new CliError(2, `That is a security key: ${SEEN_BY_OTHERS}`);
  const command = readCommand(name);

  const problems = new Problems();
  const options = new Map<Option, string[]>();
  let wrongArgument: number | undefined;
  for (const token of parsed.tokens) {
    // Only the first problem of an argument: -abc is three options, or a key whose letters must not be listed.
    if (token.kind !== 'option' || token.index === wrongArgument) continue;
    wrongArgument = token.index;
    problems.read(() => {
      const option = readOption(token, command);
      const others = options.get(option) ?? [];
      if (others.length > 0 && !('multiple' in OPTIONS[option])) {
        throw new CliError(2, `--${option} must be given only once.`);
      }
      options.set(option, [...others, readValue(token, option)]);
      wrongArgument = undefined;
    });
  }
  // Before the operands: the value of an unknown option looks like one.
  problems.throwIfAny();
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
  if (name === undefined || name === 'sign' || name === 'inspect' || name === 'check') return name;
  const meant = findMeantName(name, Object.keys(COMMANDS));
  const fix =
    meant === undefined ? 'The commands are sign, inspect and check: see --help.' : `Did you mean ${meant}?`;
  throw new CliError(2, `There is no such command. ${fix}`);
}

function readOption({ name, rawName }: OptionToken, command: Command | undefined): Option {
  const known: readonly Option[] = command === undefined ? SHARED_OPTIONS : COMMANDS[command];
  const option = known.find((one) => one === name);
  if (option !== undefined) return option;
  // A longer name may be a part of the key.
  const named = /^--?[\w-]{1,13}$/.test(rawName) ? rawName : 'That';
  const meant = findMeantName(name, known);
  const names = known.map((one) => `--${one}`).join(', ');
  const fix = meant === undefined ? `The options are: ${names}.` : `Did you mean --${meant}?`;
  throw new CliError(2, `${named} is not an option${command ? ` of ${command}` : ''}. ${fix}`);
}

function readValue({ value, inlineValue }: OptionToken, option: Option): string {
  if (OPTIONS[option].type === 'boolean') {
    if (value === undefined) return '';
    throw new CliError(2, `--${option} does not have a value. Use only --${option}.`);
  }
  // An option instead of a value means that the value was forgotten. --name=-value has one.
  if (value !== undefined && (inlineValue === true || !/^-./.test(value))) return value;
  throw new CliError(2, `--${option} needs a value. If it begins with "-", use --${option}=VALUE.`);
}

function checkOperands({ command, operands }: CommandLine): void {
  if (command !== 'sign' || operands.length === 0) return;
  throw new CliError(
    2,
    'sign has only options. Put quotes around a value with spaces: --attribute "name=Jane Doe".',
  );
}

/**
 * The token, or undefined if it comes from standard input. Several words are one token, as `Bearer` may be
 * the first.
 */
export function tokenOf({ operands }: CommandLine): string | undefined {
  const text = operands.join(' ');
  return operands.length === 0 || text === '-' ? undefined : text;
}

function checkStandardInput(line: CommandLine): void {
  const readers = FILE_OPTIONS.filter((option) => valueOf(line, option) === '-').map((one) => `--${one}`);
  if (line.options.get('header')?.includes('@-') === true) readers.push('--header');
  if (line.command === 'inspect' && tokenOf(line) === undefined) readers.push('the token');
  if (readers.length < 2) return;
  throw new CliError(
    2,
    `Standard input can be only one of ${readers.join(', ')}. Use a file for the others.`,
  );
}
