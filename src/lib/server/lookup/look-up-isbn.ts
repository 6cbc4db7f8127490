import * as v from 'valibot';
import { LookupQuery, LookupSettings, type LookupAnswer } from '$lib/contracts/marc';
import { isbn13 } from '$lib/domain/marc/isbn';
import { lookupUrl } from '$lib/domain/marc/lookup-address';
import { readMarcXml } from '$lib/domain/marc/marcxml';
import type { MarcRecord } from '$lib/domain/marc/records';
import { toTitle } from '$lib/domain/marc/to-title';
import { withoutItems } from '$lib/domain/marc/write-holdings';
import { invalidField } from '../app-error';
import { titlesByIsbns } from '../catalogue/queries';
import { recordAnswer } from '../catalogue/record-maker';
import { useCase } from '../use-case';
import { fetchDocument } from './fetch-document';
import { NotFetched } from './open-address';
import { allSources, type SourceRow } from './queries';

/** One source is waited for so long, all of them together for twice that: somebody sits in front of the form. */
const LIMIT_MS = 5_000;
const ALL_MS = 10_000;

type Tried = LookupAnswer['tried'][number]['outcome'];

/** Somewhere that a book's record may be found. @throws NotFetched */
type Provider = (isbn: string, limitMs: number) => Promise<MarcRecord | undefined>;

/** The first record of an SRU server's answer that is of a title with just this number. */
const sruProvider =
  ({ url, settings }: SourceRow): Provider =>
  async (isbn, limitMs) => {
    const asked = v.parse(LookupSettings, settings);
    const document = await fetchDocument(lookupUrl(url, asked, isbn), {
      ownNetwork: asked.ownNetwork,
      limitMs,
    });
    const records = [...readMarcXml(document)].flatMap((one) => (one.kind === 'record' ? [one.record] : []));
    return records.find((record) => {
      const { title, isbns } = toTitle(record);
      return title !== '' && isbns.includes(isbn);
    });
  };

async function ask(
  provider: Provider,
  isbn: string,
  limitMs: number,
): Promise<{ record?: MarcRecord; outcome: Tried }> {
  try {
    const record = await provider(isbn, limitMs);
    return record ? { record, outcome: 'found' } : { outcome: 'nothing' };
  } catch (error) {
    return { outcome: error instanceof NotFetched ? error.why : 'failed' };
  }
}

function foundIn(source: string, found: MarcRecord): NonNullable<LookupAnswer['found']> {
  const { title, subtitle, author, publisher, year } = toTitle(found);
  return {
    source,
    title: subtitle === undefined ? title : `${title}: ${subtitle}`,
    author: author ?? null,
    publisher: publisher ?? null,
    year: year ?? null,
    record: recordAnswer(withoutItems(found)),
  };
}

/**
 * Looks a book up by its ISBN, in the catalogue and in the sources that are switched on, one after the other until one has
 * it. Nothing is kept of it. @throws AppError invalid for a number with a wrong check digit
 */
export const lookUpIsbn = useCase({
  name: 'look-up-isbn',
  permission: 'catalogue.edit',
  input: LookupQuery,
  async run({ database }, query): Promise<LookupAnswer> {
    const isbn = isbn13(query.isbn);
    if (isbn === undefined) throw invalidField('isbn', 'isbn', query.isbn);
    const [own] = await titlesByIsbns(database.read, [isbn]);
    const sources = (await allSources(database.read)).filter(({ enabled }) => enabled);
    const answer: LookupAnswer = {
      isbn,
      own: own ? { id: own.id, title: own.title } : null,
      found: null,
      tried: [],
    };
    const until = performance.now() + ALL_MS;
    for (const source of sources) {
      const left = Math.min(LIMIT_MS, until - performance.now());
      if (left <= 0) break;
      const { record, outcome } = await ask(sruProvider(source), isbn, Math.ceil(left));
      answer.tried.push({ name: source.name, outcome });
      if (!record) continue;
      answer.found = foundIn(source.name, record);
      break;
    }
    return answer;
  },
});
