import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, readableAccent } from './colours';
import { robotsText, rssFeed } from './feeds';
import { readOrigin } from './origin';
import { widgetPage, widgetPolicy } from './widget-page';

describe('the accent of a widget', () => {
  it('stays what it is where it can be read', () => {
    expect(readableAccent('#14513f', 'light')).toEqual({ accent: '#14513f', on: '#ffffff' });
    expect(readableAccent('#ffcf5c', 'dark')).toEqual({ accent: '#ffcf5c', on: '#000000' });
  });

  it('can be read on its ground, and text can be read on it, whatever was chosen', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (chosen, scheme) => {
        const { accent, on } = readableAccent(chosen, scheme);
        expect(contrast(accent, scheme === 'light' ? '#ffffff' : '#16201b')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent, on)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an origin', () => {
  it.each([
    ['https://School.Example', 'https://school.example'],
    [' https://school.example/ ', 'https://school.example'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['https://school.example:443', 'https://school.example'],
    ['https://schule-münchen.example', 'https://xn--schule-mnchen-3ob.example'],
    ['https://[::1]:8080', 'https://[::1]:8080'],
  ])('%s', (line, origin) => expect(readOrigin(line)).toBe(origin));

  it.each([
    '',
    'school.example',
    'https://',
    'https://school.example/page',
    'https://school.example?x',
    'https://*.school.example',
    'https://ada@school.example',
    'ftp://school.example',
    'javascript:alert(1)',
    'null',
    'https://school.example https://other.example',
    'https://school.example:99999',
  ])('%s is none', (line) => expect(readOrigin(line)).toBeUndefined());
});

describe('the page in a frame', () => {
  it('escapes what it is given, and names who may frame it', () => {
    const page = widgetPage({
      ...{ id: '"><script>', name: 'A & <b>', locale: 'en', scheme: 'auto' },
      ...{ label: 'Search', search: 'Go' },
    });
    expect(page).not.toContain('"><script>');
    expect(page).toContain('<title>A &amp; &lt;b&gt;</title>');
    expect(widgetPolicy(['https://a.example'])).toMatch(/frame-ancestors 'self' https:\/\/a\.example$/);
  });

  it('has a script that stays small', () => {
    expect(readFileSync('static/widget.js').length).toBeLessThan(11_000);
  });
});

describe('feeds', () => {
  it('leave out what XML forbids and escape the rest', () => {
    const item = { id: 'a', title: 'A\u0000 <b> & \ud800"', author: null, summary: null, at: 0 };
    const channel = { title: 'T', about: 'A', link: 'l', self: 's?a=1&b=2', language: 'en' };
    const feed = rssFeed(channel, [item], (id) => `https://x.example/${id}`);
    expect(feed).toContain('<title>A &lt;b&gt; &amp; &quot;</title>');
    expect(feed).toContain('<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>');
    expect(feed).toContain('href="s?a=1&amp;b=2"');
  });

  it('open the search alone to search engines', () => {
    expect(robotsText(undefined)).toBe('User-agent: *\nDisallow: /\n');
    expect(robotsText('https://x.example')).toContain('Sitemap: https://x.example/sitemap.xml');
  });
});
