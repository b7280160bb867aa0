import { expect, test } from 'vitest';
import { assertNodeVersion } from './node-version.ts';

test.each(['20.20.1', '18.0.0', '22.17.9', '21.99.0', '8.1.2'])('Node.js %s is refused with a remedy', (version) => {
  expect(() => assertNodeVersion(version)).toThrow(/Node\.js 22\.18 or newer, this is .* Install/);
});

test.each(['22.18.0', '22.19.0', '23.0.0', '24.21.0', '30.1.0', process.versions.node])('Node.js %s is good', (version) => {
  expect(() => assertNodeVersion(version)).not.toThrow();
});
