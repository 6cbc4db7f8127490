/** What the first bytes of a file look like. `gzip`: the caller unpacks it and asks again. */
export type MarcFileKind = 'iso2709' | 'marcxml' | 'gzip' | 'unimarc' | 'other';

/** How many bytes `sniff` wants to see (fewer if the file is shorter). */
export const SNIFF_BYTES = 4096;

const UNIMARC_XML = /<(?:\w+:)?record[^>]*\bformat\s*=\s*["']unimarc/i;
const ROOT = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/;
const ISO_LEADER = /^\d{5}[\x20-\x7e]{7}\d{5}/;

/**
 * The kind of a file by its first bytes. `marcxml` is said of any XML that is not a web page: only reading it shows
 * whether MARC records are in it. UNIMARC has another meaning for most tags, so it is told apart and not read.
 */
export function sniff(bytes: Uint8Array): MarcFileKind {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const text = startOf(bytes);
  if (text.startsWith('<')) return xmlKind(text);
  const at = text.search(/\d{5}[\x20-\x7e]{7}\d{5}/);
  return at === -1 ? 'other' : isoKind(text.slice(at));
}

function startOf(bytes: Uint8Array): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0);
  const label = wide ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'windows-1252';
  const text = new TextDecoder(label).decode(bytes.subarray(0, SNIFF_BYTES));
  return text.replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)?\s+|^(?:\u00ef\u00bb\u00bf|\ufeff)/, '');
}

function xmlKind(text: string): MarcFileKind {
  const elements = text.replace(/<\?[^>]*>|<!--[\s\S]*?-->|<![^>]*>/g, '');
  const root = ROOT.exec(elements)?.[1]?.toLowerCase();
  if (root === undefined || root === 'html') return 'other';
  return UNIMARC_XML.test(elements) ? 'unimarc' : 'marcxml';
}

/** UNIMARC ends its leader with "450 " (MARC 21: "4500") and has its title in 200, not 245. */
function isoKind(text: string): MarcFileKind {
  if (!ISO_LEADER.test(text)) return 'other';
  const base = Number(text.slice(12, 17));
  const tags = text.slice(24, Math.max(24, base - 1)).match(/.{12}/g) ?? [];
  const has = (tag: string) => tags.some((entry) => entry.startsWith(tag));
  return text.slice(20, 24) === '450 ' && has('200') && !has('245') ? 'unimarc' : 'iso2709';
}
