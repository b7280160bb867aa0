import type { Branded } from './brand.ts';

/** Identifies one outbox message. Chosen by the client (any 1 to 128 visible ASCII characters) or generated as `m-<hex>`. */
export type MessageId = Branded<'MessageId'>;

/** Identifies one journalled operation (spawn, restore, kill, cleanup …). Generated. */
export type OperationId = Branded<'OperationId'>;

/** Identifies one launch of an agent within a session. A restore is a new launch; adopting a running agent after a daemon restart is not. */
export type LaunchId = Branded<'LaunchId'>;

/** Identifies something an agent said with `ao report`, `ao ask` or `ao done`. Chosen by the client, as message ids are, or generated as `r-<hex>`. */
export type AgentReportId = Branded<'AgentReportId'>;

/** Names an agent adapter, for example `claude-code`. Validated against the adapters that are loaded, never by a database rule. */
export type AgentName = Branded<'AgentName'>;

/** Names a runtime adapter, for example `pty-host`. A session keeps the runtime it was born with. */
export type RuntimeName = Branded<'RuntimeName'>;

/** Opaque to everyone but the runtime that made it: what the runtime needs to find its terminal again after a restart. */
export type RuntimeHandle = Branded<'RuntimeHandle'>;

/** Identifies one data directory; two daemons with different homes never share a socket, a lock or a name. */
export type InstanceId = Branded<'InstanceId'>;

const ADAPTER_NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,39}$/;
const MESSAGE_ID_PATTERN = /^[\x21-\x7e]{1,128}$/;
/** Shorter than a message id: the message with an answer is named after its question. */
const REPORT_ID_PATTERN = /^[\x21-\x7e]{1,100}$/;

/** Tells whether a string can be the name of an agent or runtime adapter. */
export function isAdapterName(value: string): boolean {
  return ADAPTER_NAME_PATTERN.test(value);
}

/** Tells whether a client may use this string as the id of a report. */
export function isAgentReportId(value: string): value is AgentReportId {
  return REPORT_ID_PATTERN.test(value);
}

/** Tells whether a client may use this string as a message id. */
export function isMessageId(value: string): value is MessageId {
  return MESSAGE_ID_PATTERN.test(value);
}
