/** Writes `oclif.manifest.json`: what each command takes, so that finding one does not load all of them. */
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

const plugin = new Plugin({ root: fileURLToPath(new URL('..', import.meta.url)), type: 'core', ignoreManifest: true });
await plugin.load();
const { commands, version } = plugin.manifest;
if (Object.keys(commands).length === 0) throw new Error('no command was found in dist/commands: build first');

// Somebody may be calling `ao` at this moment: the file is replaced in one step.
const fresh = new URL(`../.oclif.manifest.${process.pid}.json`, import.meta.url);
writeFileSync(fresh, `${JSON.stringify({ version, commands }, null, 1)}\n`);
renameSync(fresh, new URL('../oclif.manifest.json', import.meta.url));
