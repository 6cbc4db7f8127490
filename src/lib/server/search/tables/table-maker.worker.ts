import type { Client } from '@libsql/client';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fold, joined } from '$lib/domain/catalogue/fold';
import { openFile } from '../../db/file-client';
import { INDEX_COLUMNS, SEARCHED_TEXTS } from '../refresh-statements';
import type { MakingTask } from './tables-task';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/** Nobody reads the new table before it is whole, and one that is not is thrown away. */
const PRAGMAS = ['journal_mode = off', 'synchronous = off', 'cache_size = -65536'];
/** So many bytes of words are gathered before they are written: few large runs instead of many that have to be merged. */
const GATHERED = 64 * 1024 * 1024;
const SETTINGS = [
  `insert into title_index(title_index, rank) values ('hashsize', ${GATHERED})`,
  `insert into title_index(title_index, rank) values ('automerge', 0)`,
  `insert into title_index(title_index, rank) values ('crisismerge', 1000)`,
];
const INSERT = `insert into title_index (${INDEX_COLUMNS}) values (${INDEX_COLUMNS.replaceAll(/\w+/g, '?')})`;

const formed = { joined: (text: string) => fold(joined(text)), folded: fold, plain: (text: string) => text };

let made: Client | undefined;

function current(): Client {
  if (!made) throw new Error('no full-text table has been begun');
  return made;
}

async function begin(path: string, definition: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  made = openFile({ url: `file:${path}` });
  for (const pragma of PRAGMAS) await made.execute(`pragma ${pragma}`);
  for (const statement of [definition, ...SETTINGS, 'begin']) await made.execute(statement);
}

async function add(texts: string): Promise<number> {
  const titles = JSON.parse(texts) as [number, ...string[]][];
  for (const [seq, ...columns] of titles) {
    const words = columns.map((text, i) => formed[SEARCHED_TEXTS[i]?.form ?? 'plain'](text));
    await current().execute({ sql: INSERT, args: [seq, ...words] });
  }
  return titles.length;
}

async function finish(): Promise<number> {
  await current().execute("insert into title_index(title_index) values ('optimize')");
  await current().execute('commit');
  return 0;
}

function end(): number {
  made?.close();
  made = undefined;
  return 0;
}

/** Makes a full-text table in a file of its own, some titles at a time. @returns the titles that were added. */
export default async function makeTable(task: MakingTask): Promise<number> {
  switch (task.kind) {
    case 'begin':
      await begin(task.path, task.definition);
      return 0;
    case 'add':
      return add(task.texts);
    case 'finish':
      return finish();
    case 'end':
      return end();
  }
}
