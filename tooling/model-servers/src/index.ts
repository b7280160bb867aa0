export { type ClaudeHome, type ClaudeHomeOptions, createClaudeHome } from './agents/claude-home.ts';
export { type AgentCli, type AgentCliName, installAgentCli } from './agents/install-agent-cli.ts';
export { type AnthropicServer, type RecordedRequest, startAnthropicServer } from './anthropic/anthropic-server.ts';
export { type MessagesRequest, systemText, userTexts } from './anthropic/messages-request.ts';
export { type Directive, directivesIn } from './directives.ts';
