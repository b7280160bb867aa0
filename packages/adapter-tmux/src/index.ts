export { createTmuxRuntime, type TmuxRuntimeOptions } from './tmux-runtime.ts';
