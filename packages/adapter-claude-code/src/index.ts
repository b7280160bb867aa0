export { type ClaudeCodeAgentOptions, createClaudeCodeAgent } from './claude-code-agent.ts';
