/** Writes `oclif.manifest.json`: what each command takes, so that finding one does not load all of them. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

const plugin = new Plugin({ root: fileURLToPath(new URL('..', import.meta.url)), type: 'core', ignoreManifest: true });
await plugin.load();
const { commands, version } = plugin.manifest;
if (Object.keys(commands).length === 0) throw new Error('no command was found in dist/commands: build first');
writeFileSync(new URL('../oclif.manifest.json', import.meta.url), `${JSON.stringify({ version, commands }, null, 1)}\n`);
