import { parseArgs } from 'node:util';

/** Agents the demo can be run with. */
export const DEMO_AGENTS = ['scripted', 'claude-code'] as const;

/** One of {@link DEMO_AGENTS}. */
export type DemoAgent = (typeof DEMO_AGENTS)[number];

/** What the person asked for. */
export interface DemoOptions {
  readonly agent: DemoAgent;
  /** Leave everything running at the end. */
  readonly keep: boolean;
  /** Do not ask before something that costs money. */
  readonly yes: boolean;
}

/** The words behind `npm run demo --`, read; or what to print instead. */
export type DemoRequest =
  | { readonly type: 'run'; readonly options: DemoOptions }
  | { readonly type: 'help'; readonly text: string }
  | { readonly type: 'error'; readonly message: string };

const HELP = `Shows three agents at work at once, and leaves nothing behind.

  npm run demo                             a scripted agent: costs nothing, needs no account
  npm run demo -- --agent claude-code      the real one, with your own login; asks first, because it costs money
  npm run demo -- --agent claude-code --yes   the same without asking
  npm run demo -- --keep                   leaves everything running, and says how to look, attach and stop`;

/** Reads the command line (without program and script). */
export function parseDemoOptions(argv: readonly string[]): DemoRequest {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        agent: { type: 'string', default: 'scripted' },
        keep: { type: 'boolean', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { type: 'help', text: HELP };
    const agent = DEMO_AGENTS.find((name) => name === values.agent);
    if (agent === undefined)
      return { type: 'error', message: `The demo knows the agents ${DEMO_AGENTS.join(' and ')}, not ${values.agent}.` };
    return { type: 'run', options: { agent, keep: values.keep, yes: values.yes } };
  } catch (error) {
    return { type: 'error', message: `${error instanceof Error ? error.message : String(error)}\n\n${HELP}` };
  }
}
