export { acquireInstanceLock, type InstanceLock } from './instance-lock.ts';
export { openStores, type OpenStoresOptions } from './open-stores.ts';
export type { StoresHandle } from './stores-handle.ts';
