/** One title with its copies, as a library's old system would hand it over. */
export interface MarcTitle {
  readonly controlNumber: string;
  readonly title: string;
  readonly author: string;
  readonly year: string;
  readonly shelfMark: string;
  readonly barcodes: readonly string[];
}

const END_OF_FIELD = '\x1e';
const END_OF_RECORD = '\x1d';
const PART = '\x1f';

/** ISO 2709 in UTF-8, the copies in 952 $p. */
export function marcFile(titles: readonly MarcTitle[]): Buffer {
  return Buffer.concat(titles.map((title) => record(fieldsOf(title))));
}

const part = (code: string, text: string): string => `${PART}${code}${text}`;

function fieldsOf({
  controlNumber,
  title,
  author,
  year,
  shelfMark,
  barcodes,
}: MarcTitle): [string, string][] {
  return [
    ['001', controlNumber],
    ['008', `260101s${year}    xx            000 1 eng d`],
    ['100', `1 ${part('a', author)}`],
    ['245', `10${part('a', title)}`],
    ['264', ` 1${part('c', year)}`],
    ...barcodes.map((barcode): [string, string] => ['952', `  ${part('o', shelfMark)}${part('p', barcode)}`]),
  ];
}

function record(fields: readonly [string, string][]): Buffer {
  const bodies = fields.map(([, body]) => Buffer.from(body + END_OF_FIELD));
  let start = 0;
  const directory = fields.map(([tag], index) => {
    const length = bodies[index]?.length ?? 0;
    const entry = tag + String(length).padStart(4, '0') + String(start).padStart(5, '0');
    start += length;
    return entry;
  });
  const base = 24 + directory.join('').length + 1;
  const total = base + start + 1;
  const leader = `${String(total).padStart(5, '0')}nam a22${String(base).padStart(5, '0')} i 4500`;
  return Buffer.concat([
    Buffer.from(leader + directory.join('') + END_OF_FIELD),
    ...bodies,
    Buffer.from(END_OF_RECORD),
  ]);
}
