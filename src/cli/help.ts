// What --help prints.

const KEY_HELP = `The widget's security key is read from the environment, CONNECT_SECRET, or from a file:
  --secret-file FILE        the key, which may end with a newline; - is standard input
It is never an argument: process lists and shell histories show these.`;

const STATUS_HELP = 'Exit status: 0 right, 1 the token or the input is wrong, 2 the command line is wrong.';

const GENERAL_HELP = `Makes and inspects the token that opens an Amazon Connect widget.

Usage: amazon-connect-widget-token sign [options]
       amazon-connect-widget-token inspect [options] [TOKEN|-]

  sign                      prints a token, and nothing else
  inspect                   prints what a token holds and all that is wrong with it
  -h, --help                prints this, or the help of a command
  --version                 prints the version

${KEY_HELP}

${STATUS_HELP}
`;

const COMMAND_HELP = {
  sign: `Prints a token, and nothing else, so that it can be piped.

Usage: amazon-connect-widget-token sign [options]

  --widget-id ID            the last argument of the loader in the snippet; or set CONNECT_WIDGET_ID
  --attribute KEY=VALUE     a contact attribute; may be repeated
  --attributes FILE         contact attributes as JSON, such as {"name":"Jane"}; - is standard input
  --customer-id ID          a Customer Profiles id, or one of your own system
  --related-contact-id ID   the contact that this one follows
  --segment-attributes FILE segment attributes as JSON; - is standard input
  --expires-in SECONDS      1 to 600; 500 if left out

${KEY_HELP}

${STATUS_HELP}
`,
  inspect: `Prints what a token holds and all that is wrong with it.

Usage: amazon-connect-widget-token inspect [options] [TOKEN|-]

The token is read from standard input if it is left out or -. It may be pasted as it was found: with line
breaks, in quotes, after "Bearer", or as the answer of your endpoint, {"data":"<token>"}.

  --widget-id ID            the widget that it should be for; or set CONNECT_WIDGET_ID
  --json                    prints JSON, for programs

${KEY_HELP}
Without the key, the signature is not checked.

${STATUS_HELP}
`,
};

export function help(command?: keyof typeof COMMAND_HELP): string {
  return command === undefined ? GENERAL_HELP : COMMAND_HELP[command];
}
