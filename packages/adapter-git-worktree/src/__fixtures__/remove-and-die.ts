// Removes a worktree in a process of its own, so that a test can kill it at any moment. What to remove comes as JSON in the first argument.
import { createSystemClock } from '@ao/adapter-kit';
import { createSilentLogger } from '@ao/testing';
import { createGitWorktreeWorkspace } from '../git-worktree-workspace.ts';

const { worktreeRoot, gitPath, request } = JSON.parse(process.argv[2] ?? '');
const workspace = createGitWorktreeWorkspace({ worktreeRoot, gitPath, logger: createSilentLogger(), clock: createSystemClock() });
await workspace.remove(request);
process.stdout.write('done\n');
