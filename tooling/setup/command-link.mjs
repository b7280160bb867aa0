/** Makes `npx ao` in the root of the tree run the `ao` of the tree, not a package of that name from the registry. */
import { lstatSync, readlinkSync, rmSync, symlinkSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const TARGET = '../../tooling/setup/ao';

/**
 * Links `node_modules/.bin/ao`, unless it is so already. A tree without the command gets no link.
 *
 * @param {string} root
 */
export function linkCommand(root) {
  const link = join(root, 'node_modules', '.bin', 'ao');
  if (!existsSync(join(root, 'tooling', 'setup', 'ao')) || targetOf(link) === TARGET) return;
  rmSync(link, { force: true });
  symlinkSync(TARGET, link);
}

/** @param {string} link */
function targetOf(link) {
  return lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(link) : undefined;
}
