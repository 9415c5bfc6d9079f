// Why a request got no answer, or only a part of one, and how to fix that.

import { MAX_BODY_BYTES, type Answer, type Failure, type Problem } from './request.js';
import { fault, notChecked, ok, type Verdict } from './finding.js';

const UNKNOWN_ISSUER =
  'the certificate is from an issuer that is not known. Configure the server to send the whole chain (often fullchain.pem). For an authority of your own, set NODE_EXTRA_CA_CERTS=ca.pem.';

const SELF_SIGNED =
  'the certificate is self-signed, and a browser does not accept it either. Use one from an authority such as Let\u2019s Encrypt. For an authority of your own, set NODE_EXTRA_CA_CERTS=ca.pem.';

const CLOSED =
  "the server closed the connection before the answer was complete. Look at the server's log, and check that the port is one for this protocol, http:// or https://.";

const NOT_FOUND = 'there is no host with this name. Check the spelling, and the DNS entry.';

const UNREACHABLE = 'the host cannot be reached. Check your network, and the address.';

/** @see https://nodejs.org/docs/latest/api/tls.html#x509-certificate-error-codes */
const EXPLAINED = new Map<Problem, string>([
  ['ECONNREFUSED', 'no server listens there. Start the server, and check the host and the port.'],
  ['ENOTFOUND', NOT_FOUND],
  ['EAI_AGAIN', 'the name of the host cannot be looked up. Check your network.'],
  ['EHOSTUNREACH', UNREACHABLE],
  ['ENETUNREACH', UNREACHABLE],
  ['ETIMEDOUT', UNREACHABLE],
  ['ECONNRESET', CLOSED],
  ['EPIPE', CLOSED],
  ['CLOSED', CLOSED],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SELF_SIGNED],
  ['SELF_SIGNED_CERT_IN_CHAIN', SELF_SIGNED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_ISSUER],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_ISSUER],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_ISSUER],
  ['CERT_HAS_EXPIRED', 'the certificate has expired. Renew it.'],
  ['CERT_NOT_YET_VALID', "the certificate is not valid yet. Check this machine's clock."],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host. Use the host that it names.'],
  ['EPROTO', 'the server does not speak TLS there. Check the port, or use http:// on this machine.'],
  ['HPE_HEADER_OVERFLOW', 'the answer has more than 16 kB of headers. Send fewer cookies.'],
  ['TOO_LARGE', `the body has more than ${MAX_BODY_BYTES / 1e6} MB. Answer only {"data":"<token>"}.`],
  [
    'COMPRESSION',
    'the body is compressed in a way that was not asked for. Send it uncompressed, without Content-Encoding.',
  ],
]);

export function checkConnection(first: Answer | Failure, timeoutSeconds: number): Verdict {
  const { problem } = first;
  if (problem === undefined) return ok('the whole answer arrived');
  return fault(explain(problem, timeoutSeconds));
}

function explain(problem: Problem, timeoutSeconds: number): string {
  if (problem === 'TIMEOUT') {
    return `the answer was not complete after ${timeoutSeconds} s. Look at the server's log, or wait longer with --timeout SECONDS.`;
  }
  if (problem.startsWith('HPE_') && !EXPLAINED.has(problem)) {
    return 'the answer is not valid HTTP: a header has a wrong name, or contradicts another. If the port is one for TLS, use https://.';
  }
  const code = /^[A-Z_\d]{1,40}$/.test(problem) ? ` (${problem})` : '';
  return EXPLAINED.get(problem) ?? `the request failed${code}. Look at the server's log.`;
}

/**
 * The verdict on a later answer. A limit of requests and a failure say nothing about the endpoint: the first
 * answer came.
 */
export function judgeLater(later: Answer | Failure, judge: (answer: Answer) => Verdict): Verdict {
  if (later.status === undefined || later.problem !== undefined) {
    return notChecked('this request got no complete answer');
  }
  const { status } = later;
  if (status === 429 || status >= 500) return notChecked(`this request was answered with ${status}`);
  return judge(later);
}
