import type { Client } from '@libsql/client';

/** One kind of thing that is kept about a person: rows of plain values, instants in ISO 8601, money in minor units. */
export interface DisclosedSection {
  key: DisclosedKey;
  rows: Record<string, string | number | null>[];
}

/** Instants of the answers, stored as ms. */
const INSTANTS = new Set(['at', 'checkedOut', 'due', 'returned', 'closed', 'until', 'sent', 'ended']);

/**
 * What is kept about `:id`, section by section. Names of staff are left out: they are not this person's. Codes stay
 * codes, so that the file says what the database says.
 */
const SECTIONS = {
  record: 'select * from patron where id = :id',
  sites:
    'select s.code as code, s.name as name from patron_site p join site s on s.id = p.site_id where p.patron_id = :id',
  groups:
    'select g.name as name from patron_library_group p join library_group g on g.id = p.library_group_id where p.patron_id = :id',
  levels:
    'select l.name as name from patron_access_level p join access_level l on l.id = p.access_level_id where p.patron_id = :id',
  fields:
    'select f.name as name, v.value as value from patron_field_value v join patron_field f on f.id = v.field_id where v.patron_id = :id order by f.position',
  contacts:
    'select name, relation, email, phone, receives_notices as receivesNotices, notices from patron_contact where patron_id = :id order by id',
  notes:
    'select created_at as at, text, hidden, alert_at_desk as alertAtDesk from patron_note where patron_id = :id order by created_at',
  blocks:
    'select created_at as at, reason, until as untilDay, lifted_at as ended from patron_block where patron_id = :id order by created_at',
  loans: `select t.title as title, c.barcode as copy, s.name as site, l.checked_out_at as checkedOut, l.due_at as due,
    l.returned_at as returned, l.status as status, l.renewals as renewals from loan l join title t on t.id = l.title_id
    join copy c on c.id = l.copy_id join site s on s.id = l.site_id where l.patron_id = :id order by l.checked_out_at`,
  overrides:
    'select o.at as at, o.code as code, o.reason as reason from override o join loan l on l.id = o.loan_id where l.patron_id = :id order by o.at',
  holds: `select t.title as title, s.name as site, h.placed_at as at, h.status as status, h.closed_at as closed
    from hold h join title t on t.id = h.title_id join site s on s.id = h.pickup_site_id where h.patron_id = :id order by h.placed_at`,
  fines: `select f.created_at as at, f.kind as kind, t.title as title, f.note as note,
    (select coalesce(sum(e.amount), 0) from fine_entry e where e.fine_id = f.id) as owed
    from fine f left join copy c on c.id = f.copy_id left join title t on t.id = c.title_id where f.patron_id = :id order by f.created_at`,
  payments:
    'select e.at as at, e.type as kind, e.amount as amount, e.method as method, e.reason as reason from fine_entry e where e.patron_id = :id order by e.at',
  letters:
    'select created_at as at, template as kind, to_address as address, status, sent_at as sent, data from mail where patron_id = :id order by created_at',
  lists: `select name, case when owner_id = :id then 'owner' else 'member' end as role from patron_list
    where owner_id = :id or id in (select list_id from patron_list_member where patron_id = :id) order by name`,
  searches:
    'select created_at as at, name, params as value from saved_search where patron_id = :id order by created_at',
  preferences: 'select key as name, value from preference where patron_id = :id',
  changes: `select s.created_at as at, s.kind as kind, c.before as before, c.after as after from patron_change c
    join patron_change_set s on s.id = c.change_set_id where c.patron_id = :id order by s.created_at`,
  merges:
    'select merged_at as at, undone_at as ended, snapshot as data from patron_merge where kept_id = :id or lost_id = :id order by merged_at',
  devices: `select received_at as at, type as kind, outcome as status, payload as data from command
    where actor_id = :id or json_extract(payload, '$.patronBarcode') = (select barcode from patron where id = :id) order by received_at`,
  exceptions:
    'select created_at as at, code, status, resolution_reason as reason from sync_exception where patron_id = :id order by created_at',
  jobs: 'select created_at as at, kind, status from job where created_by = :id order by created_at',
  sessions:
    'select created_at as at, expires_at as ended from session where patron_id = :id order by created_at',
  audit: `select at, use_case as kind, case when subject_id = :id then 'about' else 'by' end as role from audit
    where subject_id = :id or actor_id = :id order by id`,
} as const;

export type DisclosedKey = keyof typeof SECTIONS;

/** Columns that serve the machine alone: what is searched and ordered by, and the secret's hash. */
const UNSAID = new Set(['password_hash', 'search_key', 'sort_key', 'username_key', 'rev', 'photo_id']);

const camel = (name: string) => name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

function plain(column: string, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  const isInstant = INSTANTS.has(column) || column.endsWith('_at');
  if (isInstant && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'number' ? value : String(value);
}

/** Everything that is kept about a person but the photo, in the order in which it is shown. */
export async function disclosedSections(client: Client, patronId: string): Promise<DisclosedSection[]> {
  const sections: DisclosedSection[] = [];
  for (const [key, sql] of Object.entries(SECTIONS)) {
    const { rows, columns } = await client.execute({ sql, args: { id: patronId } });
    const shown = columns.filter((column) => !UNSAID.has(column));
    sections.push({
      key: key as DisclosedKey,
      rows: rows.map((row) =>
        Object.fromEntries(shown.map((column) => [camel(column), plain(column, row[column])])),
      ),
    });
  }
  return sections;
}
