import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServiceDefinition } from './service-definition.ts';
import { renderSystemdUnit } from './systemd-unit.ts';
import { renderLaunchdPlist } from './launchd-plist.ts';
import { readMark } from './unit-mark.ts';

const target = { nodePath: '/usr/bin/node', commandLine: '/opt/ao--x/ao', home: '/home/ada/.ao' };
const definition: ServiceDefinition = { ...target, name: 'ao', environment: { AO_HOME: target.home }, logPath: '/tmp/log' };

test.each([
  ['a systemd unit', renderSystemdUnit],
  ['a launchd agent', renderLaunchdPlist],
])('%s is known to be ours as long as nobody changes it', (_name, render) => {
  const text = render(definition);
  expect(readMark(text)).toEqual({ origin: 'own', target });
  expect(readMark(`${text}\n`)).toMatchObject({ origin: 'edited', target });
  expect(readMark(text.replace('start', 'stop')).origin).toBe('edited');
  expect(readMark(text.replace('/home/ada', '/home/eve')).origin).toBe('edited');
});

test.each([
  ['', 'foreign'],
  ['[Service]\nExecStart=/usr/bin/ao\n', 'foreign'],
  ['# ao-service v1 0 {}', 'foreign'],
  [`# ao-service v1 ${'0'.repeat(32)} {}`, 'edited'],
])('of %j is thought: %s', (text, origin) => {
  expect(readMark(text)).toEqual({ origin, target: null });
});

test('whatever paths there are, the mark tells them', () => {
  const path = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text));
  fc.assert(
    fc.property(path, path, path, (nodePath, commandLine, home) => {
      const each = { ...definition, nodePath, commandLine, home, environment: { AO_HOME: home } };
      expect(readMark(renderSystemdUnit(each))).toEqual({ origin: 'own', target: { nodePath, commandLine, home } });
    }),
  );
});
