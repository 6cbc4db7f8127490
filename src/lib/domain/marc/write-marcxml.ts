import { isDataField, type MarcField, type MarcRecord } from './records';
import type { Written } from './write-iso2709';

export const MARCXML_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n';
export const MARCXML_END = '</collection>\n';

/** XML 1.0 has no way at all to write the other ones. */
const ALLOWED = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escaped = (text: string) => text.replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign);
/** In an attribute a reader would make spaces of these. */
const attribute = (text: string) => escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

function textsOf(field: MarcField): string[] {
  if (!isDataField(field)) return [field.tag, field.value];
  return [field.tag, field.ind1, field.ind2, ...field.subfields.flatMap(({ code, value }) => [code, value])];
}

function fieldXml(field: MarcField): string {
  const tag = attribute(field.tag);
  if (!isDataField(field)) return `  <controlfield tag="${tag}">${escaped(field.value)}</controlfield>\n`;
  const parts = field.subfields.map(
    ({ code, value }) => `    <subfield code="${attribute(code)}">${escaped(value)}</subfield>\n`,
  );
  const signs = `ind1="${attribute(field.ind1)}" ind2="${attribute(field.ind2)}"`;
  return `  <datafield tag="${tag}" ${signs}>\n${parts.join('')}  </datafield>\n`;
}

/** A record as the `<record>` of MARCXML, without a limit of length; signs that XML does not have are refused. */
export function toMarcXml(record: MarcRecord): Written<string> {
  const odd = record.fields.find((field) => textsOf(field).some((text) => !ALLOWED.test(text)));
  if (odd) return { ok: false, why: { code: 'xml-unwritable', tag: odd.tag } };
  const leader = ALLOWED.test(record.leader) ? record.leader : '';
  const fields = record.fields.map(fieldXml).join('');
  return { ok: true, text: `<record>\n  <leader>${escaped(leader)}</leader>\n${fields}</record>\n` };
}
