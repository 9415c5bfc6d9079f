// Calls StartChatContact with the claims of a token that was verified.
// https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html

import { ConnectClient, StartChatContactCommand } from '@aws-sdk/client-connect';

const { CONNECT_INSTANCE_ID: InstanceId, CONNECT_CONTACT_FLOW_ID: ContactFlowId } = process.env;
if (!InstanceId) throw new Error('CONNECT_INSTANCE_ID is not set');
if (!ContactFlowId) throw new Error('CONNECT_CONTACT_FLOW_ID is not set');

/** StartChatContact takes a name of 1 to 256 characters. */
const MAX_NAME_CHARACTERS = 256;

/** Connect answers these with 429: too many requests, or too many chats at the same time. */
const BUSY = ['LimitExceededException', 'ThrottlingException', 'TooManyRequestsException'];

// Without these options, the SDK waits without end. It tries three times.
const requestHandler = { connectionTimeout: 3000, requestTimeout: 5000, throwOnRequestTimeout: true };
const connect = new ConnectClient({ requestHandler });
await connect.config.region(); // throws if there is none

/** Returns what ChatJS takes as the `chatDetails` of a session. */
export async function startChat({ attributes, customerId, relatedContactId, segmentAttributes }) {
  const chat = await connect.send(
    new StartChatContactCommand({
      InstanceId,
      ContactFlowId,
      ParticipantDetails: { DisplayName: displayName(attributes) },
      Attributes: attributes,
      CustomerId: customerId,
      RelatedContactId: relatedContactId,
      SegmentAttributes: segmentAttributes,
    }),
  );
  const { ContactId: contactId, ParticipantId: participantId, ParticipantToken: participantToken } = chat;
  return { contactId, participantId, participantToken };
}

/** The name that the agent sees. */
function displayName(attributes) {
  const characters = [...(attributes?.name ?? '')].slice(0, MAX_NAME_CHARACTERS);
  return characters.join('') || 'Customer';
}

export function isBusy(error) {
  return BUSY.includes(error.name);
}

/** A line for the log. The message of the error is not in it, because it may contain a customer's data. */
export function describeFailure({ name, code, $metadata: { httpStatusCode, requestId } = {} }) {
  const details = [
    name,
    code,
    httpStatusCode && `HTTP ${httpStatusCode}`,
    requestId && `request ${requestId}`,
  ];
  return `StartChatContact failed: ${details.filter(Boolean).join(', ')}. ${adviceFor(name)}`;
}

function adviceFor(name) {
  if (BUSY.includes(name)) return 'Ask AWS for higher quotas if this happens often.';
  switch (name) {
    case 'AccessDeniedException':
      return 'Allow connect:StartChatContact for the credentials of this server.';
    case 'CredentialsProviderError':
      return 'Give this server credentials: https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html';
    case 'ResourceNotFoundException':
      return 'Check CONNECT_INSTANCE_ID, CONNECT_CONTACT_FLOW_ID and AWS_REGION.';
    default:
      return 'See https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html#API_StartChatContact_Errors';
  }
}
