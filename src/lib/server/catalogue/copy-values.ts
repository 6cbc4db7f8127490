import type { Copy, CopyChange, NewCopy } from '$lib/contracts/catalogue-edit';
import { deedBetween } from '$lib/domain/circulation/copy-life';
import { invalidField } from '../app-error';
import type { Reader } from '../db/client';
import { iso } from '../paging';
import { readDistrict } from '../sites/read-district';
import {
  isBarcodeTaken,
  knowsCirculationType,
  knowsFund,
  knowsSites,
  type CopyRow,
  type TitleRow,
} from './queries';
import type { CopyValues } from './title-statements';

const PLAIN = ['callNumber', 'shelf', 'copyNumber', 'condition', 'note'] as const;
const AS_GIVEN = ['circulationTypeId', 'minimumAge', 'fundId', 'acquiredOn'] as const;

type CopyFields = Pick<NewCopy, (typeof PLAIN)[number] | (typeof AS_GIVEN)[number] | 'price'>;

/** What a form says of a copy, as stored; only what is given. @throws AppError invalid. */
export async function copyValues(read: Reader, input: CopyFields): Promise<Partial<CopyValues>> {
  const texts = PLAIN.filter((key) => input[key] !== undefined).map((key) => [key, input[key] || null]);
  const others = AS_GIVEN.filter((key) => input[key] !== undefined).map((key) => [key, input[key]]);
  if (input.circulationTypeId && !(await knowsCirculationType(read, input.circulationTypeId)))
    throw invalidField('circulationTypeId', 'unknown');
  if (input.fundId && !(await knowsFund(read, input.fundId))) throw invalidField('fundId', 'unknown');
  if (input.price && input.price.currency !== (await readDistrict(read)).currency)
    throw invalidField('price.currency', 'currency');
  const price = input.price === undefined ? {} : { price: input.price?.amount ?? null };
  return { ...(Object.fromEntries([...texts, ...others]) as Partial<CopyValues>), ...price };
}

/** @throws AppError invalid when a site is unknown or the barcode belongs to another copy. */
export async function checkPlace(
  read: Reader,
  place: { barcode?: string | undefined; siteId?: string | undefined; atSiteId?: string | undefined },
) {
  for (const path of ['siteId', 'atSiteId'] as const) {
    const id = place[path];
    if (id !== undefined && !(await knowsSites(read, [id]))) throw invalidField(path, 'unknown', id);
  }
  if (place.barcode !== undefined && (await isBarcodeTaken(read, place.barcode)))
    throw invalidField('barcode', 'taken', place.barcode);
}

/** What a loan, a hold or a journey has put a copy into is ended at the desk, not by editing the copy. */
const AT_THE_DESK: readonly CopyRow['status'][] = [
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'claimed-returned',
];

/**
 * What the audit says of a status that was set in the form; nothing where it stays. @throws AppError invalid when the copy
 * is out, on the hold shelf or travelling, when somebody answers for its loss, or when no way leads to that status.
 */
export function statusChange(
  row: CopyRow,
  wanted: CopyChange['status'],
  hasLoan: boolean,
): { from: CopyRow['status']; to: CopyRow['status'] } | undefined {
  if (wanted === undefined || wanted === row.status) return undefined;
  const byDesk = hasLoan || AT_THE_DESK.includes(row.status);
  if (byDesk || !deedBetween({ status: row.status, loan: null }, wanted))
    throw invalidField('status', row.status);
  return { from: row.status, to: wanted };
}

/** A copy as staff see it. */
export function copyAnswer(row: {
  copy: CopyRow;
  title: Pick<TitleRow, 'id' | 'title' | 'author' | 'form' | 'language'>;
  dueOn: string | null;
  currency: string;
}): Copy {
  const {
    ownerSiteId,
    price,
    rev,
    destinationSiteId: _to,
    statusChangedAt: _at,
    createdAt,
    ...plain
  } = row.copy;
  return {
    ...plain,
    siteId: ownerSiteId,
    title: {
      id: row.title.id,
      title: row.title.title,
      author: row.title.author,
      kind: row.title.form,
      language: row.title.language,
    },
    price: price === null ? null : { amount: price, currency: row.currency },
    dueOn: row.dueOn,
    createdAt: iso(createdAt),
    rev,
  };
}
