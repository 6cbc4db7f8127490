import { describe, expect, it } from 'vitest';
import { sniff } from './sniff';
import { concat, isoRecord, rawBytes } from './testing';

const record = isoRecord([['245', '10', '$aOne']]);

describe('what a file is', () => {
  it.each([
    ['ISO 2709', record, 'iso2709'],
    ['ISO 2709 behind a byte order mark and a line', concat(rawBytes('\xef\xbb\xbf\r\n'), record), 'iso2709'],
    ['ISO 2709 behind junk', concat(rawBytes('file made today '), record), 'iso2709'],
    ['gzip', rawBytes('\x1f\x8b\x08'), 'gzip'],
    ['MARCXML', rawBytes('<?xml version="1.0"?>\n<!-- x --><collection><record/></collection>'), 'marcxml'],
    ['MARCXML with a prefix and a byte order mark', rawBytes('\xef\xbb\xbf<marc:record>'), 'marcxml'],
    ['XML in UTF-16', rawBytes('\xff\xfe<\0r\0e\0c\0o\0r\0d\0>\0'), 'marcxml'],
    ['UNIMARC in XML', rawBytes('<mxc:record format="UNIMARC" type="Bibliographic">'), 'unimarc'],
    ['a web page', rawBytes('<!DOCTYPE html><html><body>'), 'other'],
    ['text', rawBytes('invalid marc file\n'), 'other'],
    ['nothing', new Uint8Array(), 'other'],
  ])('%s', (_, bytes, kind) => {
    expect(sniff(bytes)).toBe(kind);
  });

  it('tells UNIMARC by its leader and its title field', () => {
    const unimarc = isoRecord([['200', '1 ', '$aUn titre']], { raw: true });
    unimarc.set(rawBytes('450 '), 20);
    expect(sniff(unimarc)).toBe('unimarc');
  });
});
