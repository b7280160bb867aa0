export { createRandomIdentifiers } from './system/random-identifiers.ts';
export { createSystemClock } from './system/system-clock.ts';
