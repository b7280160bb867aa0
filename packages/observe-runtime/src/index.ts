export { createRuntimeObserver, type RuntimeObserverOptions } from './runtime-observer.ts';
