import { HeadingQuery, type Headings } from '$lib/contracts/marc';
import { sortAuthor } from '$lib/domain/catalogue/sort-keys';
import { useCase, type Context } from '../use-case';
import { authorsFiledUnder, titlesBySubjectNames } from './heading-queries';
import { scopeOf } from './scope-policy';

const MOST = 12;
/** Suggestions are of all kinds; so many are asked for that enough of one kind are among them. */
const MOST_OF_ALL = 100;

async function suggested(
  { search, actor }: Context,
  kind: 'subject' | 'series',
  q: string,
): Promise<string[]> {
  const found = await search.suggest(scopeOf(actor), q, MOST_OF_ALL);
  return [...new Set(found.filter((one) => one.kind === kind).map(({ text }) => text))].slice(0, MOST);
}

/** How a name, subject or series is written in the catalogue already, by how it begins; those used most come first. */
export const suggestHeadings = useCase({
  name: 'suggest-headings',
  permission: 'catalogue.edit',
  input: HeadingQuery,
  async run(context, { kind, q }): Promise<Headings> {
    const { read } = context.database;
    if (kind === 'author') {
      const prefix = sortAuthor(q);
      return { items: prefix === '' ? [] : await authorsFiledUnder(read, prefix, MOST) };
    }
    const texts = q === '' ? [] : await suggested(context, kind, q);
    if (kind === 'series') return { items: texts.map((text) => ({ text, titles: 0 })) };
    return { items: await titlesBySubjectNames(read, texts) };
  },
});
