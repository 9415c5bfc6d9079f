// The whole answer of an endpoint, as `curl -i` prints it.

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})\b/;

/** The last of the answers, as curl prints those of a proxy and of redirects first. Undefined for other text. */
export function readAnswer(text: string): HttpAnswer | undefined {
  let answer: HttpAnswer | undefined;
  let rest = text;
  for (let found = STATUS_LINE.exec(rest); found !== null; found = STATUS_LINE.exec(rest)) {
    const end = /\r?\n\r?\n/.exec(rest);
    rest = end === null ? '' : rest.slice(end.index).trim();
    answer = { status: Number(found[1]), body: rest };
  }
  return answer;
}
