import { copyFile, lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '@ao/domain';
import { writeDespiteLocks } from '../git/git-lock-retry.ts';
import { type BytePath, pathList, resolveBytePath } from '../status/byte-path.ts';
import type { WorktreeContent } from '../status/worktree-inspection.ts';
import type { WorkspaceContext } from '../workspace-context.ts';
import type { WorktreeRegistration } from '../worktree/worktree-registration.ts';
import { makeRawGitDirectory, type RawGitDirectory } from './raw-git-directory.ts';
import { listRescueRefs, rescueMessage } from './rescue-refs.ts';
import { KEPT_ADMIN_FILES, type RescueState } from './rescue-state.ts';
import { createTreeWriter, type TreeWriter } from './tree-writer.ts';

/** Content to be saved, and where. */
export interface RescueRequest {
  readonly sessionId: SessionId;
  readonly path: string;
  readonly registration: WorktreeRegistration;
  readonly content: WorktreeContent;
  readonly ref: string;
}

/** Saves all that a worktree holds and no commit does under a ref; see {@link RescueState} for the shape. Saving twice is harmless. */
export async function saveContent(context: WorkspaceContext, request: RescueRequest, signal?: AbortSignal): Promise<void> {
  const { git, clock, scratch } = context;
  const { sessionId, path, registration, content, ref } = request;
  const cwd = registration.commonDirectory;
  const saved = await listRescueRefs(git, { cwd, sessionId }, signal);
  if (saved.some(({ name, fingerprint }) => name === ref && fingerprint === content.fingerprint)) return;
  await scratch.within(async (folder) => {
    const raw = await makeRawGitDirectory(git, { folder, workTree: path, commonDirectory: cwd }, signal);
    const commit = await writeRescueCommit(context, request, raw, signal);
    // The empty old value says: only if there is none.
    await writeDespiteLocks(git, clock, { cwd, args: ['update-ref', ref, commit, ''], signal });
  });
}

async function writeRescueCommit(
  { git, clock }: WorkspaceContext,
  { sessionId, path, registration, content, ref }: RescueRequest,
  raw: RawGitDirectory,
  signal?: AbortSignal,
): Promise<string> {
  const writer = createTreeWriter({ git, raw, workTree: path, now: clock.now(), signal });
  const { status, present, absent, untracked } = content;
  const head = status.headCommit ?? (await writer.commit(await writer.tree('empty'), [], 'no commit yet'));

  await copyIndex(registration.adminDirectory, raw.indexPath('staged'));
  const staged = await writer.tree('staged');
  await copyIndex(registration.adminDirectory, raw.indexPath('tracked'));
  const isUntracked = new Set(untracked);
  const changed = present.filter((file) => !isUntracked.has(file));
  // Dropped first, so that no time stamp of the copied index makes git believe that it knows a file already.
  await writer.drop('tracked', [...absent, ...changed]);
  await writer.add('tracked', changed);
  await writer.add('untracked', untracked);
  await writer.add('files', present);

  const where = status.headBranch ?? 'a detached HEAD';
  const index = await writer.commit(staged, status.headCommit === null ? [] : [head], `index on ${where}`);
  const others = await writer.commit(await writer.tree('untracked'), [], `untracked files on ${where}`);
  const state = await writer.commit(await writeStateTree(writer, { path, registration, content }), [], `exact state on ${where}`);
  const message = rescueMessage({ sessionId, ref, where, fileCount: content.dirty.length, fingerprint: content.fingerprint });
  return writer.commit(await writer.tree('tracked'), [head, index, others, state], message);
}

async function writeStateTree(
  writer: TreeWriter,
  { path, registration, content }: Pick<RescueRequest, 'path' | 'registration' | 'content'>,
): Promise<string> {
  const { adminDirectory, marker } = registration;
  const state: RescueState = {
    version: 1,
    headCommit: content.status.headCommit,
    headBranch: content.status.headBranch,
    baseRef: marker?.baseRef ?? null,
    baseCommit: marker?.baseCommit ?? null,
    branchCreated: marker?.branchCreated ?? false,
    links: marker?.links ?? [],
    permissions: await readPermissions(path, content.present),
  };
  const adminFiles = await Promise.all(
    [{ file: 'index', name: 'index' }, ...KEPT_ADMIN_FILES].map(async ({ file, name }) => ({
      name,
      bytes: await readFile(join(adminDirectory, file)).catch(() => null),
    })),
  );
  const blobs = [
    { name: 'state.json', bytes: Buffer.from(JSON.stringify(state)) },
    { name: 'absent', bytes: pathList(content.absent) },
    ...adminFiles.flatMap(({ name, bytes }) => (bytes === null ? [] : [{ name, bytes }])),
  ];
  const entries = [{ name: 'files', mode: '040000', objectId: await writer.tree('files') }];
  for (const { name, bytes } of blobs) entries.push({ name, mode: '100644', objectId: await writer.blob(bytes) });
  return writer.namedTree(entries);
}

/** A worktree without any file has no index yet. */
async function copyIndex(adminDirectory: string, target: string): Promise<void> {
  await copyFile(join(adminDirectory, 'index'), target).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
}

async function readPermissions(workTree: string, files: readonly BytePath[]): Promise<[BytePath, number][]> {
  const facts = await Promise.all(files.map((file) => lstat(resolveBytePath(workTree, file)).catch(() => null)));
  return files.flatMap((file, index): [BytePath, number][] => {
    const fact = facts[index];
    const isClosed = fact?.isFile() === true && (fact.mode & 0o044) !== 0o044;
    return isClosed ? [[file, fact.mode & 0o777]] : [];
  });
}
