import { AoError } from '@ao/domain';
import type { RepositoryFacts } from '@ao/ports';
import type { ProjectServiceOptions } from './project-service-options.ts';

/**
 * Finds the repository a person means by a path.
 *
 * @throws AoError `PROJECT_PATH_INVALID`, `NOT_A_GIT_REPOSITORY`, `REPOSITORY_BARE`.
 */
export async function findRepository(
  path: string,
  options: Pick<ProjectServiceOptions, 'workspace' | 'homeDirectory' | 'realPath'> & { readonly allowInside: boolean },
): Promise<RepositoryFacts> {
  const absolute = absolutePath(path, options.homeDirectory);
  const real = await options.realPath(absolute);
  if (real === null) throw invalid(path, 'there is no such folder');
  const repository = await options.workspace.inspectRepository(real);
  if (!options.allowInside && real !== repository.rootPath) {
    throw new AoError('NOT_A_GIT_REPOSITORY', {
      message: `${path} is inside the repository ${repository.rootPath}. Add that folder instead.`,
      details: { path, rootPath: repository.rootPath },
    });
  }
  return repository;
}

/** The daemon stands in no folder of the person's, so a relative path would mean something else to it than to them. */
function absolutePath(path: string, homeDirectory: string): string {
  const trimmed = path.trim();
  if (trimmed === '~') return homeDirectory;
  if (trimmed.startsWith('~/')) return `${homeDirectory}/${trimmed.slice(2)}`;
  if (trimmed.startsWith('/')) return trimmed;
  throw invalid(path, 'it is not an absolute path');
}

function invalid(path: string, problem: string): AoError {
  return new AoError('PROJECT_PATH_INVALID', {
    message: `The path "${path}" cannot be used: ${problem}. Give the absolute path of an existing folder.`,
    details: { path },
  });
}
