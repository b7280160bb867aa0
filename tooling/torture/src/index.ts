export { type DeliveryTortureOptions, type DeliveryTortureReport, deliverUnderTorture } from './deliver-under-torture.ts';
export { createTortureWorld, type TortureDaemon, type TortureWorld, type TortureWorldOptions } from './torture-world.ts';
export { type ActivityTortureOptions, type ActivityTortureReport, watchActivityUnderTorture } from './activity-under-torture.ts';
