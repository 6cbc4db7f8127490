import { describe, expect, it } from 'vitest';
import type { TitleDetail } from '$lib/contracts/catalogue';
import { TitleForm, titleFields, titleInput } from './title-form.svelte';

const detail: TitleDetail = {
  id: 't1',
  title: 'The Paper Harbour',
  subtitle: null,
  author: 'Sample, Ada',
  originalTitle: null,
  originalAuthor: null,
  series: 'Harbours',
  volume: '0.5',
  year: 0,
  kind: 'graphic-novel',
  language: 'eng',
  level: null,
  subjects: ['Ships', 'Paper, folded'],
  isbn: '9780306406157',
  callNumber: 'F SAM',
  suppressed: false,
  copies: { total: 0, available: 0, sites: [], onShelf: [], backOn: null },
  responsibility: null,
  contributors: ['Example, Bo'],
  publisher: null,
  edition: null,
  summary: null,
  pages: null,
  audience: null,
  materialKind: 'library',
  isbns: ['9780306406157', '9783161484100'],
  rev: 7,
  items: [],
  holdQueueLength: 0,
  more: { byAuthor: [], series: [] },
};

/** A library that remembers what it was sent. */
function library(status: number, body: unknown) {
  const sent: { url: string; method: string; body: unknown }[] = [];
  const fetcher: typeof fetch = async (input, init) => {
    sent.push({ url: String(input), method: init?.method ?? '', body: JSON.parse(String(init?.body)) });
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
  return { sent, fetcher };
}

describe('titleInput', () => {
  it('sends back what the catalogue has when nothing was changed', () => {
    expect(titleInput(titleFields(detail))).toMatchObject({
      title: 'The Paper Harbour',
      year: 0,
      isbns: detail.isbns,
      subjects: detail.subjects,
      volume: '0.5',
      subtitle: '',
      level: '',
    });
  });

  it('leaves out blank and repeated lines', () => {
    const fields = { ...titleFields(), title: ' A ', subjects: 'Ships\n\n  Ships \nBirds', isbns: ' , ;' };
    expect(titleInput(fields)).toMatchObject({
      title: 'A',
      subjects: ['Ships', 'Birds'],
      isbns: [],
      year: null,
    });
  });
});

describe('TitleForm', () => {
  it('asks for a title and for a year in digits before anything is sent', async () => {
    const { sent, fetcher } = library(201, { id: 'new' });
    const form = new TitleForm(() => '', undefined, fetcher);
    form.fields.year = '19th century';
    expect(await form.save()).toBeUndefined();
    expect(form.submission.fields.map(({ path, code }) => [path, code])).toEqual([
      ['title', 'required'],
      ['year', 'whole-number'],
    ]);
    form.fields.year = '20225';
    expect(await form.save()).toBeUndefined();
    expect(form.submission.fields.at(-1)).toMatchObject({ path: 'year', code: 'max-value' });
    expect(sent).toEqual([]);
    form.fields.title = 'Atlas';
    form.fields.year = '1899';
    expect(await form.save()).toBe('new');
    expect(sent[0]).toMatchObject({ method: 'POST', body: { title: 'Atlas', year: 1899 } });
  });

  it('knows what is not saved, until it is', async () => {
    const form = new TitleForm(() => 'offline', detail, library(200, { id: 't1' }).fetcher);
    expect(form.unsaved).toBe(false);
    form.fields.subtitle = 'a tale';
    expect([form.unsaved, await form.save(), form.unsaved]).toEqual([true, 't1', false]);
  });

  it('takes the number that was looked up in vain, and leaves one that was typed', () => {
    const form = new TitleForm(() => '');
    form.takeIsbn('9780306406157');
    form.takeIsbn('9783161484100');
    expect(form.fields.isbns).toBe('9780306406157');
  });

  it('changes the revision that was read, so that nobody is overwritten', async () => {
    const { sent, fetcher } = library(409, {
      error: { code: 'conflict', message: 'Somebody else was first.' },
    });
    const form = new TitleForm(() => '', detail, fetcher);
    expect(await form.save()).toBeUndefined();
    expect(sent[0]).toMatchObject({ method: 'PATCH', url: '/api/catalogue/titles/t1', body: { rev: 7 } });
    expect(form.submission.failure).toBe('Somebody else was first.');
  });
});
