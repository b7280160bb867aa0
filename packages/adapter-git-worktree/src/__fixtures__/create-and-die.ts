// Makes a worktree in a process of its own, so that a test can kill it at any moment. The request comes as JSON in the first argument.
import { createSystemClock } from '@ao/adapter-kit';
import { createSilentLogger } from '@ao/testing';
import { createGitWorktreeWorkspace } from '../git-worktree-workspace.ts';

const { worktreeRoot, request } = JSON.parse(process.argv[2] ?? '');
const workspace = createGitWorktreeWorkspace({ worktreeRoot, logger: createSilentLogger(), clock: createSystemClock() });
process.stdout.write('begins\n');
await workspace.create(request);
process.stdout.write('done\n');
