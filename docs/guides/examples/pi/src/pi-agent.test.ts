import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentSuite } from '@ao/conformance';
import { test } from 'vitest';
import { createAgent } from './pi-agent.ts';

/** Pi need not be installed: what the suite wants of the program is its version and its list of models. */
const STAND_IN = `#!/bin/sh
case "$*" in
  --version) echo 0.73.1 ;;
  *--list-models*) echo 'scripted  model' ;;
  *) exec cat ;;
esac
`;

agentSuite({
  test,
  agent: createAgent(),
  create({ home }) {
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'pi'), STAND_IN, { mode: 0o755 });
    return { agent: createAgent(), env: { HOME: home, PATH: `${join(home, 'bin')}:/usr/bin:/bin` } };
  },
});
