import type { Changes } from '@ao/client';
import { counted } from './counted.ts';
import { renderTable } from './table.ts';

/** One line per changed file, and the sum. */
export function renderChanges(changes: Changes): string {
  const commits = counted(changes.commits, 'commit');
  if (changes.files.length === 0) return changes.commits === 0 ? 'Nothing has changed.' : `${commits}, no difference.`;
  const rows = changes.files.map((file) => [file.path, `+${file.added}`, `-${file.deleted}`, file.untracked ? 'new' : '']);
  const table = renderTable([{ heading: 'FILE' }, { heading: 'ADDED' }, { heading: 'DELETED' }, { heading: '' }], rows, null);
  return `${table}\n${counted(changes.files.length, 'file')}, +${changes.added} -${changes.deleted}, ${commits}`;
}
