import { delimiter, dirname, join } from 'node:path';
import { findTestZellij } from '@ao/testing';
import { describe } from 'vitest';
import { runtimeJourneys } from './runtime-journeys.ts';

const zellij = findTestZellij();
const path = [join(process.execPath, '..'), dirname(zellij ?? '/'), process.env['PATH'] ?? '/usr/bin:/bin'].join(delimiter);

describe.skipIf(zellij === null)('sessions in zellij', () => {
  runtimeJourneys({ name: 'zellij', env: { PATH: path }, ownTool: /ZELLIJ_SOCKET_DIR=.*zellij .*attach/ });
});
