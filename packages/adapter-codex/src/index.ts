export { type CodexAgentOptions, createCodexAgent } from './codex-agent.ts';
