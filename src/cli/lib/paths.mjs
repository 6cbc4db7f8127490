import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was started from. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** @param {...string} parts */
export const at = (...parts) => join(root, ...parts);

/**
 * A program that came with the packages, started by node itself: the shell wrappers in .bin leave their
 * child behind when they are stopped.
 * @param {string} path inside node_modules
 */
export const tool = (path) => at('node_modules', path);
