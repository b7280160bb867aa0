/** Tries the newest versions of the agents the tests pin, and tells what changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';
import { runCaptured } from './run-program.mjs';

const VERSIONS_FILE = 'tooling/model-servers/src/agents/agent-versions.json';

/** Read by whoever installs agents for tests: versions to use instead of the pinned ones. */
export const VERSIONS_VARIABLE = 'AO_AGENT_CLI_VERSIONS';

/** @typedef {{ name: string, packageName: string, pinned: string, newest: string }} AgentVersion */

/**
 * What is pinned, and what the registry calls latest.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv }} workspace
 * @returns {Promise<AgentVersion[]>}
 */
export async function findNewest({ root, environment }) {
  const pinned = readPinned(root);
  return Promise.all(
    Object.entries(pinned).map(async ([name, { package: packageName, version }]) => {
      const { exitCode, output } = await runCaptured('npm', ['view', `${packageName}@latest`, 'version', '--loglevel=error'], {
        root,
        environment,
      });
      const newest = output.trim().split('\n').at(-1) ?? '';
      if (exitCode !== 0 || !/^\d/.test(newest)) throw new SetupError(`npm does not tell the newest version of ${packageName}:\n${output}`);
      return { name, packageName, pinned: version, newest };
    }),
  );
}

/**
 * What the tests found, in the words of somebody who wants to know whether to pin the new versions.
 *
 * @param {readonly AgentVersion[]} versions
 * @param {boolean} passed
 * @returns {string[]}
 */
export function newestReport(versions, passed) {
  const width = Math.max(...versions.map(({ name }) => name.length));
  const lines = versions.map(({ name, pinned, newest }) => {
    return `  ${name.padEnd(width)}  ${pinned === newest ? `${pinned}, which is the newest` : `${pinned} → ${newest}`}`;
  });
  const verdict = passed
    ? 'All tests pass with the newest versions. Pin them: npm run test:agents:newest -- --pin'
    : 'What stands above under FAILED works with the pinned versions and not with the newest.';
  return [
    '',
    'Agents:',
    ...lines,
    versions.every(({ pinned, newest }) => pinned === newest) ? 'Nothing is newer than what is pinned.' : verdict,
  ];
}

/**
 * @param {string} root
 * @param {readonly AgentVersion[]} versions
 */
export function pinNewest(root, versions) {
  const pinned = readPinned(root);
  for (const { name, newest } of versions) {
    const entry = pinned[name];
    if (entry !== undefined) entry.version = newest;
  }
  const lines = Object.entries(pinned).map(([name, entry]) => {
    const fields = Object.entries(entry).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `  ${JSON.stringify(name)}: { ${fields.join(', ')} }`;
  });
  writeFileSync(join(root, VERSIONS_FILE), `{\n${lines.join(',\n')}\n}\n`);
}

/** @param {string} root @returns {Record<string, { package: string, version: string, program: string }>} */
function readPinned(root) {
  return JSON.parse(readFileSync(join(root, VERSIONS_FILE), 'utf8'));
}
