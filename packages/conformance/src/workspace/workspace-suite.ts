import type { SessionId } from '@ao/domain';
import type { WorkspaceRequest } from '@ao/ports';
import { creationCases } from './creation-cases.ts';
import { removalCases } from './removal-cases.ts';
import { viewCases } from './view-cases.ts';
import type { WorkspaceCase, WorkspaceContext, WorkspaceLack, WorkspaceUnderTest } from './workspace-case.ts';

/** How the suite is run. */
export interface WorkspaceSuiteOptions {
  /** Registers one test with a test runner, for example `test` of vitest or of node. Give tests half a minute. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** Makes a workspace and a repository. Called once per test. */
  readonly create: () => WorkspaceUnderTest | Promise<WorkspaceUnderTest>;
  /** What the workspace is unable to do by its nature. Default: nothing. */
  readonly lacks?: readonly WorkspaceLack[];
}

const ALL_CASES: readonly WorkspaceCase[] = [...creationCases, ...removalCases, ...viewCases];

/** Registers the tests that every implementation of the `Workspace` port passes. */
export function workspaceSuite(options: WorkspaceSuiteOptions): void {
  for (const workspaceCase of ALL_CASES) {
    if (workspaceCase.needs.some((need) => options.lacks?.includes(need))) continue;
    options.test(workspaceCase.name, async () => {
      const underTest = await options.create();
      try {
        await workspaceCase.run(contextOf(underTest));
      } finally {
        await underTest.close?.();
      }
    });
  }
}

function contextOf(underTest: WorkspaceUnderTest): WorkspaceContext {
  let lastNumber = 0;
  const request: WorkspaceContext['request'] = (changes = {}) => {
    lastNumber += 1;
    const sessionId = `conformance-${lastNumber}` as SessionId;
    return {
      sessionId,
      repositoryPath: underTest.repositoryPath,
      path: underTest.worktreePath(sessionId),
      branch: `ao/${sessionId}/work`,
      branchIsChosen: false,
      base: null,
      defaultBranch: null,
      ...changes,
    } satisfies WorkspaceRequest;
  };
  const make: WorkspaceContext['make'] = async (changes) => {
    const wanted = request(changes);
    await underTest.workspace.create(wanted);
    return wanted;
  };
  return {
    workspace: underTest.workspace,
    repositoryPath: underTest.repositoryPath,
    worktreePath: (sessionId) => underTest.worktreePath(sessionId),
    writeFile: (path, name, text) => underTest.writeFile(path, name, text),
    hasFile: (path, name) => underTest.hasFile(path, name),
    commit: (path) => underTest.commit(path),
    deleteFolder: (path) => underTest.deleteFolder(path),
    request,
    make,
  };
}
