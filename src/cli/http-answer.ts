// The whole answer of an endpoint, as `curl -i` or `curl -v` prints it.

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const VERBOSE = /^< HTTP\//m;

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})\b/;

/** What curl -v prints about the connection and the request, and the marks of data in between. */
const NOT_OF_ANSWER = /^([*>{}]( .*)?|[\d\s:-]*--:--.*|\s*% Total .*|\s*Dload .*)$/;

/** The last of the answers, as curl prints those of a proxy and of redirects first. Undefined for other text. */
export function readAnswer(text: string): HttpAnswer | undefined {
  let answer: HttpAnswer | undefined;
  let rest = VERBOSE.test(text) ? withoutMarks(text) : text;
  for (let found = STATUS_LINE.exec(rest); found !== null; found = STATUS_LINE.exec(rest)) {
    const end = /\r?\n\r?\n/.exec(rest);
    rest = end === null ? '' : rest.slice(end.index).trim();
    answer = { status: Number(found[1]), body: rest };
  }
  return answer;
}

/** The answer alone: its headers begin with "< " in the output of curl -v. */
function withoutMarks(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => !NOT_OF_ANSWER.test(line))
    .map((line) => line.replace(/^<( |$)/, ''))
    .join('\n');
}
