import { lstat, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findLinkOnTheWay, readSetupPath } from './setup-path.ts';

/** From where to where. */
export interface LinkRequest {
  readonly source: string;
  readonly target: string;
  /** Files and folders relative to the source. */
  readonly entries: readonly string[];
}

/** The links that were made, and what people should know. */
export interface LinkResult {
  readonly links: readonly { readonly path: string; readonly target: string }[];
  readonly notices: readonly string[];
}

/** Links files and folders of the main work tree into a fresh worktree. What exists already is left as it is. */
export async function linkFiles(request: LinkRequest): Promise<LinkResult> {
  const links: { readonly path: string; readonly target: string }[] = [];
  const notices: string[] = [];
  for (const entry of request.entries) {
    const path = readSetupPath(entry);
    const refused = 'refused' in path ? path.refused : await whyNot(request, path.relative);
    if (refused !== null || 'refused' in path) {
      notices.push(`"${entry}" was not linked: ${refused}.`);
      continue;
    }
    const target = join(request.source, path.relative);
    const link = join(request.target, path.relative);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
    links.push({ path: path.relative, target });
  }
  return { links, notices };
}

async function whyNot({ source, target }: LinkRequest, relative: string): Promise<string | null> {
  const exists = async (path: string): Promise<boolean> => (await lstat(path).catch(() => null)) !== null;
  if (!(await exists(join(source, relative)))) return `it does not exist in ${source}`;
  const link = await findLinkOnTheWay(target, relative);
  if (link !== null) return `"${link}" is a symbolic link in the worktree`;
  return (await exists(join(target, relative))) ? 'the worktree has it already' : null;
}
