import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { launchdLabel, renderLaunchdPlist } from './launchd-plist.ts';
import { readMark } from './unit-mark.ts';
import type { ServiceDefinition } from './service-definition.ts';

const definition: ServiceDefinition = {
  name: 'ao',
  nodePath: '/opt/homebrew/bin/node',
  commandLine: '/opt/homebrew/bin/ao',
  home: '/Users/ada/.ao',
  environment: { AO_HOME: '/Users/ada/.ao', PATH: '/opt/homebrew/bin:/usr/bin' },
  logPath: '/Users/ada/.ao/logs/service.log',
};

const READ = 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
const readers: readonly (readonly [string, readonly string[]])[] = [
  ['plutil', ['-convert', 'json', '-o', '-', '-']],
  ['python3', ['-c', READ]],
];
const reader = readers.find(([program]) => {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

function read(text: string): unknown {
  const [program, args] = reader ?? ['none', []];
  return JSON.parse(execFileSync(program, [...args], { input: text, encoding: 'utf8' }));
}

describe.skipIf(reader === undefined)('as a reader of property lists reads it', () => {
  test('it runs the daemon in the foreground, spares agents, and comes back after a failure only', () => {
    expect(read(renderLaunchdPlist(definition))).toEqual({
      Label: 'dev.ao.daemon',
      ProgramArguments: ['/opt/homebrew/bin/node', '/opt/homebrew/bin/ao', 'start', '--foreground'],
      EnvironmentVariables: definition.environment,
      WorkingDirectory: '/',
      RunAtLoad: true,
      KeepAlive: { SuccessfulExit: false },
      ThrottleInterval: 10,
      AbandonProcessGroup: true,
      ProcessType: 'Interactive',
      StandardOutPath: definition.logPath,
      StandardErrorPath: definition.logPath,
    });
  });

  test.each(['my node', 'a&b', '<node>', `it's "node"`, 'ü 节点 🚀', '&amp;', '--> x', ']]>', 'a  b', '$& $1'])(
    'a path with %s comes out as it went in',
    (part) => {
      const path = `/opt/${part}/node`;
      const plist = renderLaunchdPlist({ ...definition, nodePath: path, home: path, environment: { AO_HOME: path } });
      expect(read(plist)).toMatchObject({
        ProgramArguments: [path, definition.commandLine, 'start', '--foreground'],
        EnvironmentVariables: { AO_HOME: path },
      });
      expect(readMark(plist)).toEqual({ origin: 'own', target: { nodePath: path, commandLine: definition.commandLine, home: path } });
    },
  );
});

test('a character that XML cannot hold is refused', () => {
  expect(() => renderLaunchdPlist({ ...definition, nodePath: '/opt/\u0001' })).toThrow(
    expect.objectContaining({ code: 'INVALID_CONFIGURATION' }),
  );
});

test('every home has a label of its own', () => {
  expect([launchdLabel('ao'), launchdLabel('ao-0123456789ab')]).toEqual(['dev.ao.daemon', 'dev.ao.ao-0123456789ab']);
});
