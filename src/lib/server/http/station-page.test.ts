import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { stationPage } from './station-page';

const LINKS = [
  '</_app/a.css>; rel="preload"; as="style"; nopush',
  '</_app/a.js>; rel="modulepreload"; nopush',
  '</_app/b.js>; rel="modulepreload"; nopush',
];
const HTML = '<html><head></head><body><main>Books $& more</main></body></html>';

const asked = (accepted?: string) =>
  new Request('http://library.test/kiosk', { headers: accepted ? { 'accept-encoding': accepted } : {} });
const drawn = (html = HTML) =>
  new Response(html, {
    headers: { 'content-type': 'text/html', etag: '"1"', link: LINKS.join(', '), 'x-kept': 'yes' },
  });
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** What the page's script does, in a browser of which only the order of things matters. */
function lifeOf(script: string, start: string): Promise<string[]> {
  const done: string[] = [];
  const document = {
    createElement: () => ({}),
    head: { append: ({ href }: { href: string }) => done.push(`ask ${href}`) },
  };
  const draw = (next: () => void) => setTimeout(() => (done.push('drawn'), next()), 20);
  const load = () => Promise.resolve(done.push('import'));
  const run = new Function(
    'document',
    'requestAnimationFrame',
    'load',
    'go',
    script.replace(start, 'load()'),
  );
  return new Promise((alive) => run(document, draw, load, () => alive([...done, 'alive'])));
}

describe('a page of a search station', () => {
  it('is kept nowhere and loads its scripts after what draws it', async () => {
    const answer = await stationPage(asked(), drawn());
    const { headers } = answer;
    expect(['cache-control', 'etag', 'x-kept', 'link'].map((name) => headers.get(name))).toEqual([
      'no-store',
      null,
      'yes',
      LINKS[0],
    ]);
    const late = ['a', 'b'].map(
      (name) => `<link rel="modulepreload" fetchpriority="low" href="/_app/${name}.js" />`,
    );
    expect(await answer.text()).toBe(HTML.replace('</body>', () => `${late.join('')}</body>`));
  });

  it('asks for its scripts when it has been drawn', async () => {
    const start = 'Promise.all([\n\timport("/_app/start.js"),\n\timport("/_app/app.js")\n])';
    const answer = await stationPage(
      asked(),
      drawn(HTML.replace('Books', `<script>${start}.then(go);</script>`)),
    );
    const html = await answer.text();
    expect(html).not.toContain('<link rel="modulepreload"');
    const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
    expect(await lifeOf(script, start)).toEqual([
      'drawn',
      'ask /_app/a.js',
      'ask /_app/b.js',
      'import',
      'alive',
    ]);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
    ['identity, brx', null],
    [undefined, null],
  ])('travels to a browser that takes %s as %s', async (accepted, encoding) => {
    const answer = await stationPage(asked(accepted), drawn());
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    const bytes = await bytesOf(answer);
    const open = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''];
    expect(Buffer.from(open ? open(bytes) : bytes).toString()).toContain('<main>Books $& more</main>');
  });

  it('is left as it is where it only leads elsewhere', async () => {
    const there = new Response(null, { status: 307, headers: { location: '/kiosk/enrol' } });
    const answer = await stationPage(asked('br'), there);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([
      307,
      '/kiosk/enrol',
      'no-store',
    ]);
    expect(await answer.text()).toBe('');
  });

  it('is left to the browser where the server could not draw it, once', async () => {
    const broken = () => new Response(HTML, { status: 500, headers: { 'content-type': 'text/html' } });
    const { status, headers } = await stationPage(asked(), broken());
    expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([
      303,
      '/kiosk/again',
      'no-store',
    ]);
    const again = await stationPage(new Request('http://library.test/kiosk/again'), broken());
    expect([again.status, again.headers.get('location')]).toEqual([500, null]);
  });
});
