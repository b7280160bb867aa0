import type { WorkspaceSetupRequest, WorkspaceSetupResult } from '@ao/ports';
import { withoutRepositoryVariables } from '../git/git-environment.ts';
import { requireContainedPath } from '../paths/contained-path.ts';
import { readCurrentBranch } from '../repository/default-branch.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import { writeMarker } from '../worktree/worktree-marker.ts';
import { readRegistration } from '../worktree/worktree-registration.ts';
import { copyFiles } from './copy-files.ts';
import { linkFiles } from './link-files.ts';
import { runPostCreate } from './post-create.ts';

/** Prepares a fresh worktree; see `WorkspaceV1.setup`. */
export async function setUpWorktree(
  context: WorkspaceContext,
  request: WorkspaceSetupRequest,
  signal?: AbortSignal,
): Promise<WorkspaceSetupResult> {
  const target = await requireContainedPath(context.worktreeRoot, request.path);
  const notices: string[] = [];
  try {
    const source = request.repositoryPath;
    notices.push(...(await copyFiles({ source, target, entries: request.copy }, signal)));
    const linked = await linkFiles({ source, target, entries: request.symlink });
    notices.push(...linked.notices);
    await rememberLinks(target, linked.links);
    const message = await runPostCreate(
      {
        commands: request.postCreate,
        cwd: target,
        env: await commandEnvironment(context, request, target),
        timeoutMs: request.timeoutMs,
        logPath: request.logPath,
      },
      signal,
    );
    return { ok: message === null, message, notices };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `The worktree could not be set up: ${reason}.`, notices };
  }
}

/** A link to the main work tree is untracked as soon as the ignore rule of its name ends with a slash; it is still no work of the agent. */
async function rememberLinks(target: string, links: readonly { readonly path: string; readonly target: string }[]): Promise<void> {
  if (links.length === 0) return;
  const registration = await readRegistration(target);
  if (registration === null || registration.marker === null) return;
  const known = registration.marker.links.filter((old) => links.every((link) => link.path !== old.path));
  await writeMarker(registration.adminDirectory, { ...registration.marker, links: [...known, ...links] });
}

async function commandEnvironment(
  { git }: WorkspaceContext,
  request: WorkspaceSetupRequest,
  target: string,
): Promise<Record<string, string | undefined>> {
  return {
    ...withoutRepositoryVariables(process.env),
    ...request.env,
    AO_SOURCE_PATH: request.repositoryPath,
    AO_WORKTREE_PATH: target,
    AO_BRANCH: (await readCurrentBranch(git, target)) ?? '',
  };
}
