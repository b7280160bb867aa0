import type { SessionRecord } from '@ao/domain';

/** Notes the agent's own id of the conversation. It is worth keeping in every phase: a restore needs it. */
export function withConversation(record: SessionRecord, agentSessionId: string): SessionRecord {
  return agentSessionId === '' || agentSessionId === record.agentSessionId ? record : { ...record, agentSessionId };
}
