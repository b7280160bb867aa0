import { type ServiceDefinition, serviceCommand } from './service-definition.ts';
import { withMark } from './unit-mark.ts';
import { checkUnitValue } from './unit-value.ts';

/** The label of a service, by which launchd knows it. */
export function launchdLabel(name: string): string {
  return `dev.ao.${name === 'ao' ? 'daemon' : name}`;
}

/**
 * The launchd agent of a daemon. `AbandonProcessGroup` leaves agents alone when the daemon ends, whichever way.
 *
 * @throws AoError `INVALID_CONFIGURATION` when a path or variable cannot stand in a property list.
 */
export function renderLaunchdPlist(definition: ServiceDefinition): string {
  const entries: readonly (readonly [string, string])[] = [
    ['Label', string('The label', launchdLabel(definition.name))],
    ['ProgramArguments', list(serviceCommand(definition).map((word) => string('The path', word)))],
    ['EnvironmentVariables', dictionary(Object.entries(definition.environment).map(([name, value]) => [name, string(name, value)]))],
    ['WorkingDirectory', '<string>/</string>'],
    ['RunAtLoad', '<true/>'],
    ['KeepAlive', dictionary([['SuccessfulExit', '<false/>']])],
    ['ThrottleInterval', '<integer>10</integer>'],
    ['AbandonProcessGroup', '<true/>'],
    // Without it agents, which inherit this, are slowed down as work in the background.
    ['ProcessType', '<string>Interactive</string>'],
    ['StandardOutPath', string('The log', definition.logPath)],
    ['StandardErrorPath', string('The log', definition.logPath)],
  ];
  return withMark(
    `<?xml version="1.0" encoding="UTF-8"?>
<!-- ao-service v1 -->
<!-- Written by \`ao service install\`, which does not overwrite it once you have changed it. -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${dictionary(entries)}
</plist>
`,
    definition,
  );
}

function string(name: string, value: string): string {
  return `<string>${escapeXml(checkUnitValue(name, value))}</string>`;
}

function dictionary(entries: readonly (readonly [string, string])[]): string {
  return `<dict>\n${indented(entries.map(([name, value]) => `<key>${escapeXml(name)}</key>\n${value}`))}\n</dict>`;
}

function list(values: readonly string[]): string {
  return `<array>\n${indented(values)}\n</array>`;
}

function indented(blocks: readonly string[]): string {
  return blocks.join('\n').replaceAll(/^/gm, '  ');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
