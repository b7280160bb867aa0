import { preciseAge } from './age.ts';
import { cleanLine, type Paint } from './colour.ts';
import { indentScreen } from './screen-excerpt.ts';

/** The part of a message that its receipt shows. */
export interface MessageLine {
  readonly id: string;
  readonly sessionId: string;
  readonly state: string;
  readonly submittedWhileBusy: boolean;
  readonly receipts: readonly { readonly state: string; readonly at: number; readonly evidence: string; readonly screen: string | null }[];
}

/**
 * What became of a message, on one line: the states it went through, the last evidence, and how long it took.
 * A message that did not arrive is followed by the screen as it was, so that one can see why.
 */
export function renderMessage(message: MessageLine, paint: Paint): string {
  const states = message.receipts.map((receipt) => receipt.state).filter((state, index, all) => state !== all[index - 1]);
  const first = message.receipts.at(0);
  const last = message.receipts.at(-1);
  const took = first === undefined || last === undefined || first === last ? '' : ` (${preciseAge(last.at - first.at)})`;
  const busy = message.submittedWhileBusy ? ', while it was busy' : '';
  const evidence = last === undefined ? '' : `  ${paint('faint', cleanLine(last.evidence))}`;
  const line = `${paint('strong', message.sessionId)}  ${message.id}  ${states.join(' → ')}${busy}${took}${evidence}`;
  return last?.screen ? `${line}\n${indentScreen(last.screen)}` : line;
}
