import { believableScript } from './believable-script.ts';
import { readScriptFile } from './script-file.ts';

/**
 * One thing the agent does. In a prompt it is written `[[operation argument]]`:
 *
 * | directive | effect |
 * |---|---|
 * | `[[say TEXT]]` | prints TEXT as the agent's own words |
 * | `[[think MS]]` | works on nothing for that long, times the pace |
 * | `[[sleep MS]]` | the same, whatever the pace |
 * | `[[read FILE]]` | a tool that reads |
 * | `[[write FILE TEXT]]` | a tool that writes a file |
 * | `[[edit FILE TEXT]]` | a tool that appends a line to a file |
 * | `[[run COMMAND]]` | a tool that runs a shell command |
 * | `[[permit COMMAND]]` | the same, but asks for permission first; not in mode bypass-permissions |
 * | `[[commit MESSAGE]]` | commits everything with git |
 * | `[[ask TOOL]]`, `[[ask TOOL: DETAIL]]` | asks for permission to use a tool; not in mode bypass-permissions |
 * | `[[question TEXT \| A \| B]]` | asks the person to choose |
 * | `[[subagent TEXT]]` | lets a sub-agent use a tool and end |
 * | `[[notify TYPE]]` | only runs the Notification hook |
 * | `[[chat LINES MS]]` | prints that many lines with a pause between them |
 * | `[[flood BYTES]]` | prints that much as fast as the terminal takes it |
 * | `[[title TEXT]]` | sets the title of the terminal |
 * | `[[recall]]` | repeats the first prompt of the conversation |
 * | `[[system]]` | repeats the system prompt |
 * | `[[spawn COMMAND]]` | leaves a shell command running behind |
 * | `[[hang]]` | works until interrupted |
 * | `[[deaf]]` | from now on submitting does nothing at all |
 * | `[[error TEXT]]` | ends the turn with an error of the model |
 * | `[[crash CODE]]`, `[[crash SIGNAL]]` | ends at once, without a word |
 * | `[[exit CODE]]` | ends properly |
 */
export interface Step {
  readonly operation: string;
  readonly argument: string;
}

const DIRECTIVE = /\[\[([a-z]+)(?:\s+([\s\S]*?))?\]\]/g;

/**
 * The steps of a prompt: its directives and a closing line; when it has none, those of the script that lies in the folder for it;
 * else something believable.
 */
export function scriptOf(prompt: string, scriptsFolder: string | null = null): readonly Step[] {
  const directives = directivesOf(prompt);
  if (directives.length === 0) {
    const script = scriptsFolder === null ? null : readScriptFile(scriptsFolder, prompt);
    return script === null ? believableScript(prompt) : directivesOf(script);
  }
  return [...directives, { operation: 'say', argument: `Finished: ${prompt.replaceAll(/\s+/g, ' ').trim().slice(0, 60)}` }];
}

function directivesOf(text: string): readonly Step[] {
  return [...text.matchAll(DIRECTIVE)].map((match) => ({ operation: match[1] ?? '', argument: match[2]?.trim() ?? '' }));
}

/** The first word of an argument, and the rest. */
export function splitFirstWord(argument: string): readonly [string, string] {
  const match = /^(\S*)\s*([\s\S]*)$/.exec(argument);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}
