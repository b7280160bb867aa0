import type { AoClient } from '@ao/client';
import type { CliContext } from './cli-context.ts';

/**
 * The project a command is about: the one that is named; for an agent inside a session, its own; otherwise the repository the caller
 * stands in, which becomes a project if it is none, and that is said.
 */
export async function currentProject(ao: AoClient, context: CliContext, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const ofSession = context.env['AO_SESSION_ID'] === undefined ? '' : (context.env['AO_PROJECT_ID'] ?? '');
  if (ofSession !== '') return ofSession;
  const { project, created } = await ao.projects.add({ path: context.cwd, allowInside: true, reuseExisting: true });
  if (created) {
    const base = project.defaultBranch === null ? '' : `, base ${project.defaultBranch}`;
    context.note(`Added project ${project.id} (${project.path}${base}).`);
  }
  return project.id;
}
