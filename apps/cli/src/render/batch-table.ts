import type { BatchItem, BatchResult } from '@ao/client';
import { inlineText } from '@ao/domain';
import type { Paint } from './colour.ts';
import { counted } from './counted.ts';
import { renderTable } from './table.ts';

const ABOUT_MAX = 50;
const WORDS_MAX = 120;

/** What is planned for every task of a batch, or what became of it, and how many there are of each. */
export function renderBatch(result: BatchResult, { paint, width }: { readonly paint: Paint; readonly width: number | null }): string {
  if (result.items.length === 0) return 'Nothing matches.';
  const rows = result.items.map((item) => [
    item.issue === null ? `${item.index + 1}` : paint('strong', inlineText(item.issue.label, WORDS_MAX)),
    inlineText(item.issue?.title ?? item.displayName ?? item.prompt ?? '', ABOUT_MAX),
    item.agent ?? '',
    resultText(item, paint),
  ]);
  const hasAgents = result.items.some(({ agent }) => agent !== null);
  const pick = (cells: readonly string[]): string[] => cells.filter((_, index) => hasAgents || index !== 2);
  const headings = pick(['TASK', 'ABOUT', 'AGENT', 'WHAT HAPPENS']);
  const columns = headings.map((heading) => ({ heading, mayShrink: heading === 'ABOUT' || heading === 'WHAT HAPPENS' }));
  return `${renderTable(columns, rows.map(pick), width)}\n${paint('faint', summary(result))}`;
}

/** The question before a batch is carried out. */
export function renderBatchQuestion({ started }: BatchResult): string {
  return `Start ${counted(started, 'session')}?`;
}

function resultText({ decision, outcome }: BatchItem, paint: Paint): string {
  if (outcome !== null) {
    if (outcome.state === 'failed') return paint('bad', `failed: ${inlineText(outcome.message, WORDS_MAX)}`);
    return outcome.state === 'queued' ? `${outcome.sessionId} is queued` : `${outcome.sessionId} was started`;
  }
  switch (decision.action) {
    case 'start':
      return 'start';
    case 'skip':
      return paint('faint', `skip: ${inlineText(decision.text, WORDS_MAX)}`);
    case 'refuse':
      return paint('bad', `cannot: ${inlineText(decision.text, WORDS_MAX)}`);
  }
}

function summary({ items, started, skipped, failed, hasMore }: BatchResult): string {
  const isDone = items.some(({ outcome }) => outcome !== null);
  const queued = items.filter(({ outcome }) => outcome?.state === 'queued').length;
  const parts = [
    ...(isDone ? [`${started - queued} started`, ...(queued > 0 ? [`${queued} queued`] : [])] : [`${started} to start`]),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return `${parts.join(', ')}.${hasMore ? ' More issues match; see --limit.' : ''}`;
}
