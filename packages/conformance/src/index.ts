export { type AgentSuiteOptions, agentSuite, type AgentUnderTest } from './agent/agent-suite.ts';
export type { AgentProgram, RunningAgentOptions, StartedAgent } from './agent/running-agent.ts';
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
export {
  SHOP_REPOSITORY,
  sampleCheck,
  sampleChecks,
  sampleComment,
  sampleFailure,
  sampleSighting,
  sampleSnapshot,
  sampleThread,
  sampleThreadNote,
} from './stores/sample-pull-requests.ts';
export type { RuntimeLack } from './runtime/runtime-case.ts';
export { type RuntimeSuiteOptions, runtimeSuite, type RuntimeUnderTest } from './runtime/runtime-suite.ts';
export type { ScmUnderTest, TestPullRequest } from './scm/scm-case.ts';
export { type ScmSuiteOptions, scmSuite } from './scm/scm-suite.ts';
export type { TestIssue, TrackerUnderTest } from './tracker/tracker-case.ts';
export { type TrackerSuiteOptions, trackerSuite } from './tracker/tracker-suite.ts';
export type { WorkspaceLack, WorkspaceUnderTest } from './workspace/workspace-case.ts';
export { type WorkspaceSuiteOptions, workspaceSuite } from './workspace/workspace-suite.ts';
export { createTortureAgent, type TortureAgentOptions } from './torture/torture-agent.ts';
export type { TortureHook, TortureHookListener } from './torture/torture-hooks.ts';
export { TORTURE_VARIABLES, tortureProgram } from './torture/torture-program.ts';
export { createTortureRecord, type TortureRecord, type TortureState } from './torture/torture-record.ts';
export { createTortureRuntime, type TortureRuntime } from './torture/torture-runtime.ts';
export { BAD_TEMPER, GOOD_TEMPER, type TortureTemper } from './torture/torture-temper.ts';
export { createTortureTerminal, type TortureTerminal, type TortureTerminalOptions } from './torture/torture-terminal.ts';
export { createSeededRandom, type SeededRandom } from './torture/seeded-random.ts';
export {
  noticeOutletSuite,
  type NoticeOutletSuiteOptions,
  type NoticeOutletUnderTest,
  sampleDispatch,
} from './notice-outlet/notice-outlet-suite.ts';
