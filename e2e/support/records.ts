import { createClient } from '@libsql/client';
import { join } from 'node:path';

/** The database of the server that the run shares. */
export const sharedDatabase = () => `file:${join(process.env['CARREL_E2E_DATA'] ?? '', 'carrel.db')}`;

/** Rows of a server's database, read from beside it: what the screens must come to. */
export async function rows<T extends Record<string, unknown>>(
  databaseUrl: string,
  sql: string,
  args: (string | number)[] = [],
): Promise<T[]> {
  const client = createClient({ url: databaseUrl });
  try {
    const found = await client.execute({ sql, args });
    return found.rows.map((row) => ({ ...row }) as unknown as T);
  } finally {
    client.close();
  }
}

export interface Borrower {
  id: string;
  barcode: string;
  name: string;
}

/** Active pupils of the Middle School who owe nothing, have nothing out, and no block. */
export const freeBorrowers = (databaseUrl: string, wanted: number) =>
  rows<Borrower & Record<string, unknown>>(
    databaseUrl,
    `select p.id, p.barcode, trim(coalesce(nullif(p.preferred_name, ''), p.given_name) || ' ' || p.surname) as name
     from patron p join site s on s.id = p.primary_site_id
     where p.kind = 'personal' and p.student = 1 and p.enabled = 1 and p.until is null and s.name like '%Middle%'
       and p.username <> 'student'
       and not exists (select 1 from loan l where l.patron_id = p.id and l.returned_at is null)
       and not exists (select 1 from patron_block b where b.patron_id = p.id and b.lifted_at is null)
       and not exists (select 1 from fine_entry e where e.patron_id = p.id)
       and not exists (select 1 from hold h where h.patron_id = p.id and h.closed_at is null)
     order by p.barcode limit ?`,
    [wanted],
  );

export interface ShelvedCopy {
  id: string;
  barcode: string;
  title: string;
}

/** Fiction on the Middle School's shelves that nobody waits for, with plain titles. */
export const shelvedCopies = (databaseUrl: string, wanted: number) =>
  rows<ShelvedCopy & Record<string, unknown>>(
    databaseUrl,
    `select c.id, c.barcode, t.title
     from copy c join title t on t.id = c.title_id join site s on s.id = c.at_site_id
       join circulation_type k on k.id = c.circulation_type_id
     where c.status = 'available' and s.name like '%Middle%' and c.owner_site_id = c.at_site_id
       and lower(k.name) = 'fiction' and t.language = 'eng' and c.minimum_age is null
       and not exists (select 1 from hold h where h.title_id = t.id and h.closed_at is null)
     group by t.id order by c.barcode limit ?`,
    [wanted],
  );

/** How many loans of a copy are not over. */
export async function openLoansOf(databaseUrl: string, copyBarcode: string): Promise<number> {
  const [row] = await rows<{ total: number }>(
    databaseUrl,
    'select count(*) as total from loan l join copy c on c.id = l.copy_id where c.barcode = ? and l.returned_at is null',
    [copyBarcode],
  );
  return Number(row?.total ?? 0);
}
