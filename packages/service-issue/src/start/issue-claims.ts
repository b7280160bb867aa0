import type { ProjectId } from '@ao/domain';

/** Issues a session is just being started for: until it is stored, nothing else shows that they are taken. */
export interface IssueClaims {
  /** False when somebody else has it. */
  take(projectId: ProjectId, issueKey: string): boolean;
  release(projectId: ProjectId, issueKey: string): void;
}

/** Makes an empty list of claims. It lives as long as the process, as the starts do. */
export function createIssueClaims(): IssueClaims {
  const taken = new Set<string>();
  const nameOf = (projectId: ProjectId, issueKey: string) => `${projectId} ${issueKey}`;
  return {
    take(projectId, issueKey) {
      const name = nameOf(projectId, issueKey);
      if (taken.has(name)) return false;
      taken.add(name);
      return true;
    },
    release: (projectId, issueKey) => void taken.delete(nameOf(projectId, issueKey)),
  };
}
