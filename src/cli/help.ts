// The texts that --help prints.

const KEY_HELP = `The widget's security key is read from the environment, CONNECT_SECRET, or from a file:
  --secret-file FILE        a file with the key, with or without a newline at its end; - is standard input
It is never an argument, because process lists and shell histories show arguments.`;

const STATUS_HELP = 'Exit status: 0 success, 1 the token or the input is wrong, 2 the command line is wrong.';

const GENERAL_HELP = `Creates and inspects the token that opens an Amazon Connect widget.

Usage: amazon-connect-widget-token sign [options]
       amazon-connect-widget-token inspect [options] [TOKEN|-]
       amazon-connect-widget-token check [options] URL

  sign                      print a token, and nothing else
  inspect                   print the contents of a token and every problem with it
  check                     ask an endpoint for a token, and print every problem with it
  -h, --help                print this help, or the help of a command
  --version                 print the version

${KEY_HELP}

${STATUS_HELP}
`;

const COMMAND_HELP = {
  sign: `Prints a token, and nothing else, so that it can be piped.

Usage: amazon-connect-widget-token sign [options]

  --widget-id ID            the last argument of the loader in the snippet. Or set CONNECT_WIDGET_ID
  --attribute KEY=VALUE     a contact attribute. May be repeated
  --attributes FILE         contact attributes as JSON, such as {"name":"Jane"}; - is standard input
  --customer-id ID          a Customer Profiles id, or an id of your own system
  --related-contact-id ID   the id of the contact that this contact follows
  --segment-attributes FILE segment attributes as JSON; - is standard input
  --expires-in SECONDS      1 to 600. Default: 500

${KEY_HELP}

${STATUS_HELP}
`,
  inspect: `Prints the contents of a token and every problem with it.

Usage: amazon-connect-widget-token inspect [options] [TOKEN|-]

If TOKEN is left out or -, the token is read from standard input. Paste it as you found it: with line breaks, in quotes,
in JSON, in an Authorization or cookie line, or as the whole output of curl -i.

  --widget-id ID            the widget that the token should be for. Or set CONNECT_WIDGET_ID
  --json                    print JSON, for programs

${KEY_HELP}
Without the key, the signature is not checked.

${STATUS_HELP}
`,
  check: `Asks an endpoint for a token as the widget does, and prints a line for each check, with the fix for each fault.

Usage: amazon-connect-widget-token check [options] URL

These are real requests, at most seven, which the endpoint may log or count. None is repeated, no redirect is followed, and
the key is never sent. With the page on another origin, and for a customer who is signed in:

  amazon-connect-widget-token check --origin https://www.example.com \\
    --header 'Cookie: session=ID' https://api.example.com/token

  -H, --header 'NAME: VALUE' what identifies a customer. May be repeated. Hidden in the output, and not sent over http:
                            except to this machine
  -H, --header @FILE        headers from a file, one in each line, which process lists do not show; @- is standard input
  --origin ORIGIN           where the page is, if not where the endpoint is, to check CORS
  --method GET|POST         Default: GET
  --timeout SECONDS         for each request, 1 to 300. Default: 10
  --widget-id ID            the widget that the token should be for. Or set CONNECT_WIDGET_ID
  --json                    print JSON, for programs

${KEY_HELP}
Without the key, the signature is not checked.

Exit status: 0 no fault, perhaps warnings; 1 a fault was found, or the input is wrong; 2 the command line is wrong.
`,
};

export function help(command?: keyof typeof COMMAND_HELP): string {
  return command === undefined ? GENERAL_HELP : COMMAND_HELP[command];
}
