import { expect, test } from 'vitest';
import { parseSetting } from './project-settings.ts';

test.each<[string, string[], unknown]>([
  ['agent', ['claude-code'], 'claude-code'],
  ['agent', [''], ''],
  ['copy', ['.env', 'config/local.json'], ['.env', 'config/local.json']],
  ['copy', ['["a","b c"]'], ['a', 'b c']],
  ['postCreate', ['npm ci'], ['npm ci']],
  ['env', ['{"NODE_ENV":"test"}'], { NODE_ENV: 'test' }],
  ['reactions', ['{"modes":{"ci":"notify"}}'], { modes: { ci: 'notify' } }],
  ['setupTimeoutMs', ['60000'], 60_000],
  ['maxRunning', ['3'], 3],
  ['agentsMayCommand', ['yes'], true],
  ['agentsMayCommand', ['off'], false],
])('%s from %j is %j', (name, values, expected) => {
  expect(parseSetting(name, values)).toEqual(expected);
});

test.each<[string, string[], RegExp]>([
  ['colour', ['red'], /no setting "colour"\. There are: defaultBranch, agent/],
  ['agent', ['one', 'two'], /agent takes one value/],
  ['env', ['NODE_ENV=test'], /env is not JSON/],
  ['copy', ['[broken'], /copy is not JSON/],
  ['agentsMayCommand', ['perhaps'], /agentsMayCommand is true or false/],
  ['setupTimeoutMs', ['soon'], /setupTimeoutMs is a whole number of milliseconds of at least 1, not "soon"/],
  ['setupTimeoutMs', [''], /setupTimeoutMs is a whole number of milliseconds of at least 1, not ""/],
  ['maxRunning', ['foo'], /maxRunning is a whole number of at least 1, not "foo"\..*--unset/],
  ['maxRunning', ['0'], /at least 1, not "0"/],
  ['maxRunning', ['-1'], /at least 1, not "-1"/],
  ['toString', ['x'], /no setting "toString"/],
])('%s from %j is refused', (name, values, message) => {
  expect(() => parseSetting(name, values)).toThrow(message);
});
