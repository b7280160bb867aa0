export { type ClaudeHome, type ClaudeHomeOptions, createClaudeHome } from './agents/claude-home.ts';
export { type AgentCli, type AgentCliName, installAgentCli } from './agents/install-agent-cli.ts';
export { createOpencodeHome, type OpencodeHome, type OpencodeHomeOptions } from './agents/opencode-home.ts';
export { type AnthropicServer, type RecordedRequest, startAnthropicServer } from './anthropic/anthropic-server.ts';
export { type MessagesRequest, systemText, userTexts } from './anthropic/messages-request.ts';
export { type ChatRequest, chatSystemText, chatUserTexts } from './chat/chat-request.ts';
export { type ChatServer, startChatServer } from './chat/chat-server.ts';
export { type Directive, directivesIn } from './directives.ts';
export type { ProviderRequest } from './http/provider-server.ts';
