export type { GitWorktreeOptions } from './git-worktree-options.ts';
export { createGitWorktreeWorkspace } from './git-worktree-workspace.ts';
