export { createPtyHostRuntime, type PtyHostRuntimeOptions } from './pty-host-runtime.ts';
