import Papa, { type Parser, type ParseResult } from 'papaparse';
import type { TableRow } from '$lib/domain/imports/source-table';

/** Signs that are parsed in one go: some milliseconds of work. */
const CHUNK_SIGNS = 262_144;

/** Lets other work in between two portions, and is told how far it is. @returns false to give up */
export type Turn = (done: number, total: number) => boolean | Promise<boolean>;

type LineEnd = '\r' | '\n' | '\r\n';

/** How the lines end, told from the beginning of the whole text as Papa tells it: a portion may end between CR and LF. */
function lineEndOf(text: string): LineEnd {
  const plain = text.slice(0, 1024 * 1024).replaceAll(/"[^]*?"/g, '');
  const feed = plain.indexOf('\n');
  const back = plain.indexOf('\r');
  if (back < 0 || (feed >= 0 && feed < back)) return '\n';
  const parts = plain.split('\r');
  return parts.filter((part) => part.startsWith('\n')).length >= parts.length / 2 ? '\r\n' : '\r';
}

/** A carriage return at the end of a cell is what is left of a line break that was told apart by its line feed. */
const breaksIn = (cell: string) => cell.match(/\r\n|\n|\r(?!$)/g)?.length ?? 0;

/**
 * The rows of a text, portion by portion, each with the line that it begins on: a quoted cell may span lines.
 * @param delimiter the sign between columns
 * @returns null when it was given up
 */
export function parseTable(
  text: string,
  delimiter: string,
  turn: Turn,
  chunkSize = CHUNK_SIGNS,
): Promise<readonly TableRow[] | null> {
  const body = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '');
  const rows: TableRow[] = [];
  let line = 1;
  const take = (cells: string[]) => {
    rows.push({ cells, line });
    line += 1;
    for (const cell of cells) if (/[\r\n]/.test(cell)) line += breaksIn(cell);
  };
  if (body === '') return Promise.resolve(rows);
  return new Promise((resolve) => {
    let isGivenUp = false;
    Papa.parse<string[]>(body, {
      delimiter,
      newline: lineEndOf(body),
      chunkSize,
      chunk: ({ data, meta }: ParseResult<string[]>, parser: Parser) => {
        for (const cells of data) take(cells);
        parser.pause();
        void Promise.resolve(turn(meta.cursor, body.length)).then((goesOn) => {
          isGivenUp = !goesOn;
          if (goesOn) parser.resume();
          else parser.abort();
        });
      },
      complete: () => resolve(isGivenUp ? null : rows),
    });
  });
}
