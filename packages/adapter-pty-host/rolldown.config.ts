import { defineConfig } from 'rolldown';

/**
 * The host program: one file, with no dependency but the native part of node-pty. What it loads costs memory once for each session;
 * CommonJS, because Node's loader for ES modules alone takes a megabyte.
 */
export default defineConfig({
  input: 'src/host/host-main.ts',
  platform: 'node',
  external: [/^node:/],
  output: { file: 'dist/host.cjs', format: 'cjs', sourcemap: false },
});
