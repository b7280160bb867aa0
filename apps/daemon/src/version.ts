import manifest from '../package.json' with { type: 'json' };

/** The version of this daemon. */
export const VERSION: string = manifest.version;
