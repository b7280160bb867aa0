import { AoError } from '@ao/domain';

/** File systems allow 255 bytes for a name, and git puts `.lock` behind each. */
const COMPONENT_MAX_BYTES = 250;

// The control characters are meant: git forbids them.
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|[/.]$/u;

/** Whether git accepts the text as the name of a branch: the rules of `git check-ref-format --branch`, without starting a program. */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name === 'HEAD' || FORBIDDEN.test(name)) return false;
  return name
    .split('/')
    .every(
      (component) => !component.startsWith('.') && !component.endsWith('.lock') && Buffer.byteLength(component) <= COMPONENT_MAX_BYTES,
    );
}

/** Rejects a name that git would not accept. */
export function requireBranchName(name: string): void {
  if (isBranchName(name)) return;
  throw new AoError('INVALID_BRANCH_NAME', {
    message: `git does not accept "${name}" as a branch name. Choose another with --branch.`,
    details: { branch: name },
  });
}

/** The branches whose existence forbids this one, because a name cannot be a branch and a folder of branches: `a` and `a/b` for `a/b/c`. */
export function parentNames(branch: string): readonly string[] {
  const components = branch.split('/');
  return components.slice(1).map((_, index) => components.slice(0, index + 1).join('/'));
}
