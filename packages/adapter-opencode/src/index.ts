export { createOpencodeAgent, type OpencodeAgentOptions } from './opencode-agent.ts';
