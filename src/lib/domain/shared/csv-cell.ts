/** Apostrophes, and then what spreadsheets take for the beginning of a formula. */
const RUNS = /^'*[=+\-@\t\r]/;
/** The same, and what an import takes for an instruction: `<clear>`, `\N`. */
const MEANS_MORE = /^'*[=+\-@\t\r<\\]/;
const LED = /^'+[=+\-@\t\r<\\]/;

/**
 * A cell that no spreadsheet runs: what begins like a formula is led by an apostrophe. Apostrophes of the value's own
 * before such a sign get one more, so that `plainCell` gives back exactly the value; `'t Hart` stays as it is.
 */
export const safeCell = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** A safe cell that an import reads as this very value, even where the value looks like a clear or blank token. */
export const literalCell = (text: string): string => (MEANS_MORE.test(text) ? `'${text}` : text);

/** The value of a cell that `safeCell` or `literalCell` wrote; any other text as it is. */
export const plainCell = (text: string): string => (LED.test(text) ? text.slice(1) : text);
