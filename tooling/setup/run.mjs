#!/usr/bin/env node
/**
 * The one way into the workspace: `node tooling/setup/run.mjs <task> [arguments]`, behind every `npm run` script.
 * It runs in a bare clone, on the Node that happens to be there, before anything is installed. This file must parse
 * on very old versions of Node, so that they can be told what is wrong.
 */
const OLDEST_NODE = 20;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  console.error(
    `ao needs Node ${OLDEST_NODE} or newer to set itself up; this is Node ${process.versions.node}.\n` +
      'Install a current one (https://nodejs.org, or your package manager) and run the command again.',
  );
  process.exit(1);
}

const { runTask } = await import('./tasks.mjs');
process.exitCode = await runTask(process.argv[2] ?? 'setup', process.argv.slice(3));
