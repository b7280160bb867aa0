export { type StoresSuiteOptions, storesSuite, type StoresUnderTest } from './stores/stores-suite.ts';
