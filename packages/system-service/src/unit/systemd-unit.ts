import { type ServiceDefinition, serviceCommand } from './service-definition.ts';
import { systemdCommand, systemdWord } from './systemd-escape.ts';
import { withMark } from './unit-mark.ts';
import { checkUnitValue } from './unit-value.ts';

/**
 * The systemd user unit of a daemon.
 *
 * Agents live in the control group of the daemon that started them. `KillMode=process` leaves them alone when the daemon stops, crashes
 * or is started anew; nothing in the unit limits the memory or the number of processes of that group, because the limit would be one for
 * all agents together.
 *
 * @throws AoError `INVALID_CONFIGURATION` when a path or variable cannot stand in a unit.
 */
export function renderSystemdUnit(definition: ServiceDefinition): string {
  const command = serviceCommand(definition);
  for (const word of command) checkUnitValue('The path', word);
  const environment = Object.entries(definition.environment).map(([name, value]) => {
    return `Environment=${systemdWord(`${name}=${checkUnitValue(name, value)}`)}`;
  });
  return withMark(
    `# ao-service v1
# Written by \`ao service install\`, which does not overwrite it once you have changed it. Put changes of your own
# into a drop-in instead: systemctl --user edit ${definition.name}.service
[Unit]
Description=ao, a supervisor of coding agents
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
Type=exec
ExecStart=${systemdCommand(command)}
WorkingDirectory=/
${environment.join('\n')}
# Agents outlive the daemon: only its own process is ended, and none is ended because another one ran out of memory.
KillMode=process
OOMPolicy=continue
TasksMax=infinity
Restart=on-failure
RestartSec=2
TimeoutStopSec=30

[Install]
WantedBy=default.target
`,
    definition,
  );
}
