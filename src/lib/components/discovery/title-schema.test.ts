import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CopyLine, TitleDetail } from '$lib/contracts/catalogue';
import { schemaText, titleSchema } from './title-schema';

const copy = (id: string, status: CopyLine['status']): CopyLine => ({
  ...{ id, status, siteId: 'n', siteName: 'North', shelf: null, callNumber: `F ${id}`, copyNumber: null },
  ...{ circulationType: null, dueOn: null },
});

const title: TitleDetail = {
  ...{ id: 't', title: 'The Secret Garden', subtitle: null, author: 'Burnett, Frances Hodgson, 1849-1924' },
  ...{ originalTitle: null, originalAuthor: null, series: 'Classics', volume: '1', year: 1911, kind: 'book' },
  ...{ language: 'eng', level: null, subjects: ['Gardens'], isbn: '9780142437056', callNumber: null },
  ...{ suppressed: false, responsibility: null, contributors: [], publisher: 'Stokes', edition: null },
  ...{ summary: 'A key.', pages: null, audience: null, materialKind: 'library', rev: 1, holdQueueLength: 0 },
  copies: { total: 3, available: 1, sites: ['n'], onShelf: [], backOn: null },
  isbns: ['9780142437056'],
  items: [copy('1', 'available'), copy('2', 'on-loan'), copy('3', 'lost')],
  more: { byAuthor: [], series: [] },
};

it('tells the work and where a copy can be borrowed; a lost copy is not offered', () => {
  expect(titleSchema(title, 'https://x.example/search/titles/t')).toMatchObject({
    '@type': 'Book',
    name: 'The Secret Garden',
    author: { name: 'Frances Hodgson Burnett' },
    inLanguage: 'en',
    datePublished: '1911',
    isbn: ['9780142437056'],
    isPartOf: { '@type': 'BookSeries', name: 'Classics' },
    offers: [
      { availability: 'https://schema.org/InStock', sku: 'F 1', offeredBy: { name: 'North' } },
      { availability: 'https://schema.org/OutOfStock' },
    ],
  });
  const bare = titleSchema({ ...title, kind: 'kit', author: null, year: null, isbns: [], items: [] }, 'x');
  expect(bare).toMatchObject({ '@type': 'CreativeWork', offers: [] });
  expect(bare).not.toHaveProperty('author');
});

it('never ends its script element, and says the same when it is read', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('</script>', '<!--', '&', '\u2028', '"', '\\', 'a')), (parts) => {
      const data = { name: parts.join('') };
      const text = schemaText(data);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(data);
    }),
  );
});
