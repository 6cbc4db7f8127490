import manifest from '../../../package.json' with { type: 'json' };

/** The released version of Carrel. */
export const version: string = manifest.version;
