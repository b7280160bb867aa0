export { createZellijRuntime, type ZellijRuntimeOptions } from './zellij-runtime.ts';
