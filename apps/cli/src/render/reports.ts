import type { AgentReport } from '@ao/client';
import { cleanMessageText, inlineText } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { renderTable } from './table.ts';

/** Enough of it for one line; the whole stands in `--json`. */
const SHOWN_CHARACTERS = 500;

/** What an agent said, as it is told who said it. */
export function renderSaid(report: AgentReport, paint: Paint): string {
  const { id, sessionId, kind, answer } = report;
  if (kind !== 'question') return `${paint('strong', sessionId)}  ${id}  ${kind === 'done' ? 'noted as done' : 'reported'}`;
  if (answer !== null) return cleanMessageText(answer.text);
  const later = 'The answer comes to you as a message; go on with something else, or end your turn.';
  return `${paint('strong', sessionId)}  ${id}  asked. ${paint('faint', later)}`;
}

/** The answer to a question, and how it comes to the agent. */
export function renderAnswered(report: AgentReport, paint: Paint): string {
  const how = report.answer?.delivery === 'message' ? 'sent to the agent as a message' : 'given to the agent, which waits for it';
  return `${paint('strong', report.sessionId)}  ${report.id}  answered: ${how}`;
}

/** The table of `ao reports`. */
export function renderReports(
  reports: readonly AgentReport[],
  options: { readonly now: number; readonly paint: Paint; readonly width: number | null },
): string {
  if (reports.length === 0) return 'Nothing was reported. Agents do so with `ao report`, `ao ask` and `ao done`.';
  const columns = [
    { heading: 'REPORT' },
    { heading: 'SESSION' },
    { heading: 'KIND' },
    { heading: 'AGO' },
    { heading: 'TEXT', mayShrink: true },
  ];
  const rows = reports.map((report) => [
    report.id,
    options.paint('strong', report.sessionId),
    isOpen(report) ? options.paint('attention', 'asks') : report.kind,
    shortAge(options.now - report.at),
    textOf(report),
  ]);
  return renderTable(columns, rows, options.width);
}

function textOf(report: AgentReport): string {
  const words = inlineText(report.text, SHOWN_CHARACTERS);
  if (report.answer !== null) return `${words}  → ${inlineText(report.answer.text, SHOWN_CHARACTERS)}`;
  return isOpen(report) ? `${words}  ao answer ${report.sessionId} "…"` : words;
}

function isOpen({ kind, answer }: AgentReport): boolean {
  return kind === 'question' && answer === null;
}
