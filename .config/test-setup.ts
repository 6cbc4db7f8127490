import { afterAll } from 'vitest';
import { getLocale, overwriteGetLocale } from '../src/lib/paraglide/runtime.js';

const asked = getLocale;

/** A file that speaks another language leaves the next one its own: the modules are the same for all of them. */
afterAll(() => overwriteGetLocale(asked));
