export { type CommandAgentOptions, createCommandAgent } from './command-agent.ts';
export { type CommandAgentRules, type CommandAgentRulesInput, parseCommandAgentRules } from './command-rules.ts';
