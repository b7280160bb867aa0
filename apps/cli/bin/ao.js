#!/usr/bin/env node
// Plain JavaScript that parses on old versions of Node, so that they can be told what is wrong.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `ao needs Node.js 22.18 or newer; this is ${process.versions.node}.\nInstall a current one, for example from your package manager, and try again.\n`,
  );
  process.exit(1);
}
// Compiled code is kept between runs; half of the time a command takes is compiling it. It is kept where nobody else can write: whoever
// could put compiled code there could run it as this user.
const { HOME: home, XDG_CACHE_HOME: caches = home === undefined ? undefined : `${home}/.cache` } = process.env;
if (caches !== undefined) module.enableCompileCache?.(`${caches}/ao/compiled`);
await import('../dist/ao.js');
