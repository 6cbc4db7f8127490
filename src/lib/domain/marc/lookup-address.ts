/** An address that records may be asked from: http or https, without a user name or password in it. */
export function isLookupAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.username === '' && url.password === '' && url.hash === '';
}

/** The request of an SRU server for a book's records. Source: SRU 1.1, 1.2 (Library of Congress), 2.0 (OASIS). */
export function lookupUrl(
  base: string,
  settings: { version: string; isbnIndex: string; recordSchema: string },
  isbn: string,
): URL {
  const url = new URL(base);
  const { searchParams } = url;
  searchParams.set('version', settings.version);
  if (settings.version !== '2.0') searchParams.set('operation', 'searchRetrieve');
  searchParams.set('query', `${settings.isbnIndex}=${isbn}`);
  searchParams.set('maximumRecords', '5');
  searchParams.set('recordSchema', settings.recordSchema);
  return url;
}
