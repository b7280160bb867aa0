import type { Changes } from '@ao/client';
import { inlineText } from '@ao/domain';
import { counted } from './counted.ts';
import { renderTable } from './table.ts';

/** Longer than any path a system takes. */
const PATH_MAX = 5_000;

/** One line per changed file, and the sum. */
export function renderChanges(changes: Changes): string {
  const commits = counted(changes.commits, 'commit');
  if (changes.files.length === 0) return changes.commits === 0 ? 'Nothing has changed.' : `${commits}, no difference.`;
  const rows = changes.files.map((file) => [
    inlineText(file.path, PATH_MAX),
    `+${file.added}`,
    `-${file.deleted}`,
    file.untracked ? 'new' : '',
  ]);
  const table = renderTable([{ heading: 'FILE' }, { heading: 'ADDED' }, { heading: 'DELETED' }, { heading: '' }], rows, null);
  return `${table}\n${counted(changes.files.length, 'file')}, +${changes.added} -${changes.deleted}, ${commits}`;
}
