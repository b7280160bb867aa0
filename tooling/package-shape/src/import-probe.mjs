/**
 * Imports one package and says what that changed in the process. It is copied into the folder where the package is
 * installed and run there: `node import-probe.mjs <package>`. Importing must only define things: whoever imports
 * decides when files open and timers start.
 */
import { readdirSync, readlinkSync } from 'node:fs';

const name = process.argv[2] ?? '';

/** zod keeps one registry per process on purpose, so that two copies of it agree. */
const EXPECTED_GLOBALS = /^__zod_/;

function openFiles() {
  try {
    return readdirSync('/proc/self/fd').flatMap((descriptor) => {
      try {
        const target = readlinkSync(`/proc/self/fd/${descriptor}`);
        return /^(\/(?!proc\/|dev\/)|socket:)/.test(target) ? [target] : [];
      } catch {
        return [];
      }
    });
  } catch {
    return []; // No /proc on this system; the other signs remain.
  }
}

/** Timers that were asked for; `getActiveResourcesInfo` keeps quiet about those that let the process end. */
const timers = [];
for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
  const original = globalThis[name];
  globalThis[name] = (...argv) => {
    timers.push(name);
    return original(...argv);
  };
}

function snapshot() {
  return {
    'open files and sockets': openFiles(),
    timers: [...timers],
    'servers and other handles': process.getActiveResourcesInfo(),
    'listeners on the process': process.eventNames().map((event) => `${String(event)} ${process.listenerCount(event)}`),
    'global names': Object.getOwnPropertyNames(globalThis).filter((name) => !EXPECTED_GLOBALS.test(name)),
    environment: Object.entries(process.env).map(([key, value]) => `${key}=${value}`),
    'current folder': [process.cwd()],
  };
}

// Made when first looked at, and `import 'node:process'` looks: not an effect of the package.
void [process.stdin, process.stdout, process.stderr];

const before = snapshot();
const module = await import(name);
const after = snapshot();

const changes = Object.entries(after).flatMap(([what, now]) => {
  const earlier = before[what];
  const count = (list, value) => list.filter((each) => each === value).length;
  const added = [...new Set(now)].filter((value) => count(now, value) > count(earlier, value));
  return added.length === 0 ? [] : [`${what}: ${added.join(', ')}`];
});
process.stdout.write(JSON.stringify({ exports: Object.keys(module), changes }));
