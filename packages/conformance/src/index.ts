export { type AgentSuiteOptions, agentSuite, type AgentUnderTest } from './agent/agent-suite.ts';
export { type StoresSuiteOptions, storesSuite, type StoresUnderTest } from './stores/stores-suite.ts';
export {
  createSession,
  SHOP,
  sampleLaunch,
  sampleMessage,
  sampleOperation,
  sampleProject,
  sampleRequest,
  samplePullRequest,
  sampleSession,
} from './stores/sample-records.ts';
export type { RuntimeLack } from './runtime/runtime-case.ts';
export { type RuntimeSuiteOptions, runtimeSuite, type RuntimeUnderTest } from './runtime/runtime-suite.ts';
export type { WorkspaceLack, WorkspaceUnderTest } from './workspace/workspace-case.ts';
export { type WorkspaceSuiteOptions, workspaceSuite } from './workspace/workspace-suite.ts';
