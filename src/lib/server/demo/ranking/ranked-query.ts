/**
 * What pupils, parents and librarians of schools type, and what a good librarian would put before them.
 * `found`: every one of these titles is among the first `within` (of a search that finds nothing, of what "did you mean"
 * offers). A title is named with its author's surname where two have the same: "The Hobbit / Tolkien".
 */
export interface RankedQuery {
  q: string;
  within: number;
  found: readonly string[];
}

export const first = (q: string, title: string): RankedQuery => ({ q, within: 1, found: [title] });
export const among = (q: string, within: number, ...found: string[]): RankedQuery => ({ q, within, found });
