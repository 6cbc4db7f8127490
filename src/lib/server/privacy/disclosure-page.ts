import { amount } from '$lib/words/reason-figures';
import { disclosedColumn, SECTION_WORDS } from '$lib/words/disclosure-words';
import { m } from '$lib/paraglide/messages.js';
import type { DisclosedSection } from './disclosure-queries';

const MONEY = new Set(['amount', 'owed']);
const YES_NO = new Set(['hidden', 'alertAtDesk', 'receivesNotices', 'enabled', 'student', 'staffMember']);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
th{background:#f0f0f0}div{overflow-x:auto}img{max-width:12rem}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}th{background:#2a2a2a}}`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

type Value = DisclosedSection['rows'][number][string];

function shown(column: string, value: Value | undefined, currency: string): string {
  if (value === null || value === undefined) return '';
  if (MONEY.has(column)) return amount(Number(value), currency);
  if (YES_NO.has(column)) return value === 1 ? m.common_yes() : m.common_no();
  const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d\.\d{3}Z$/.exec(String(value));
  return instant ? `${instant[1]} ${instant[2]} UTC` : String(value);
}

const cells = (tag: 'th' | 'td', texts: string[]) =>
  `<tr>${texts.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('')}</tr>`;

function tableOf({ key, rows }: DisclosedSection, currency: string): string {
  const columns = Object.keys(rows[0] ?? {});
  const label = (column: string) => disclosedColumn(key, column);
  if (key === 'record') {
    const line = (column: string) =>
      `<tr><th scope="row">${safe(label(column))}</th><td>${safe(shown(column, rows[0]?.[column], currency))}</td></tr>`;
    return `<table>${columns.map(line).join('')}</table>`;
  }
  const body = rows.map((row) =>
    cells(
      'td',
      columns.map((column) => shown(column, row[column], currency)),
    ),
  );
  return `<table><thead>${cells('th', columns.map(label))}</thead><tbody>${body.join('')}</tbody></table>`;
}

const sectionOf = (section: DisclosedSection, currency: string): string => {
  const title = `<h2>${safe(SECTION_WORDS[section.key]?.() ?? section.key)}</h2>`;
  if (section.rows.length === 0) return `${title}<p>${safe(m.privacy_export_nothing())}</p>`;
  const remark = section.key === 'notes' ? `<p>${safe(m.privacy_export_notes())}</p>` : '';
  return `${title}${remark}<div>${tableOf(section, currency)}</div>`;
};

/** The readable page of the export, in the language that is set while it is made. It needs nothing beside it. */
export function disclosurePage(
  sections: readonly DisclosedSection[],
  about: {
    name: string;
    district: string;
    currency: string;
    madeOn: string;
    locale: string;
    hasPhoto: boolean;
  },
): string {
  const title = safe(m.privacy_export_title({ name: about.name }));
  const made = safe(m.privacy_export_made({ district: about.district, day: about.madeOn }));
  const photo = about.hasPhoto
    ? `<h2>${safe(m.privacy_section_photo())}</h2><img src="photo.webp" alt="${safe(m.privacy_section_photo())}">`
    : '';
  return `<!doctype html><html lang="${about.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${made}</p><p>${safe(m.privacy_export_text())}</p>${photo}${sections
    .map((section) => sectionOf(section, about.currency))
    .join('\n')}</body></html>\n`;
}
