export { createInMemoryStores } from './stores/in-memory-stores.ts';
export { createCountingIdentifiers } from './system/counting-identifiers.ts';
export { createFakeClock, type FakeClock } from './system/fake-clock.ts';
export { createRecordingLogger, createSilentLogger, type RecordedLine, type RecordingLogger } from './system/test-loggers.ts';
