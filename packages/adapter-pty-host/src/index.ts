export { createPtyHostRuntime, type PtyHostRuntime, type PtyHostRuntimeOptions } from './pty-host-runtime.ts';
