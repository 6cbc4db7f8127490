import { sql, type SQL } from 'drizzle-orm';
import { PATRON_STATES, type PatronSortKey, type PatronState } from '$lib/contracts/patron-list';
import { addDays } from '$lib/domain/shared/local-date';
import type { NameOrder } from './find-text';

/** Somebody whose last day is at most this many days away is shown as leaving. */
const ENDS_WITHIN_DAYS = 14;

export interface When {
  /** Instant, ms. */
  now: number;
  /** Calendar day at the actor's site. */
  today: string;
}

// Inside subqueries the outer row is named in full: the query builder would leave its table out.
const openLoans = sql`from loan l where l.patron_id = patron.id and l.returned_at is null and l.status = 'open'`;
export const outCount = sql<number>`(select count(*) ${openLoans})`;
export const balance = sql<number>`(select coalesce(sum(e.amount), 0) from fine_entry e where e.patron_id = patron.id)`;

/** A block set by hand that is in force; limits do not count. */
const blockInForce = (today: string) => sql`b.lifted_at is null and (b.until is null or b.until >= ${today})`;

/** Rules about a row of `patron`, and, where few are expected, whose ids they are. */
export interface Condition {
  where: SQL;
  /** Selects one column `id`; may name somebody twice, must name everybody who fulfils the condition. */
  ids?: SQL;
  /** The same rule where it is known by an id alone, for a set of ids that is still to be narrowed. */
  member?: (id: SQL) => SQL;
  /** The same ids in the order of the list by name, found one after the other as far as they are asked for. */
  byName?: (order: NameOrder) => Iterable<string>;
  /** The index over `patron` that `where` goes through, when `ids` are of that table itself. */
  index?: string;
}

export const blockedNow = ({ today }: When): Condition => ({
  where: sql`exists (select 1 from patron_block b where b.patron_id = patron.id and ${blockInForce(today)})`,
  ids: sql`select b.patron_id as id from patron_block b where ${blockInForce(today)}`,
});

const overdueNow = ({ now }: When): Condition => ({
  where: sql`exists (select 1 ${openLoans} and l.due_at < ${now})`,
  ids: sql`select l.patron_id as id from loan l where l.returned_at is null and l.status = 'open' and l.due_at < ${now}`,
});

/** The state of a row; the order of the cases is the order of weight. */
export const stateSql = (when: When) => sql<PatronState>`case
  when patron.enabled = 0 then 'disabled'
  when ${blockedNow(when).where} then 'blocked'
  when ${overdueNow(when).where} then 'overdue'
  when patron.until is not null and patron.until <= ${addDays(when.today, ENDS_WITHIN_DAYS)} then 'ends'
  else 'active' end`;

/** The same rule as `stateSql`, for one state: what is cheap to know comes first. */
export function inState(state: PatronState, when: When): Condition {
  const blocked = blockedNow(when);
  const overdue = overdueNow(when);
  const soon = addDays(when.today, ENDS_WITHIN_DAYS);
  const free = sql`not ${blocked.where} and not ${overdue.where}`;
  const conditions: Record<PatronState, Condition> = {
    disabled: {
      where: sql`patron.enabled = 0`,
      ids: sql`select id from patron where enabled = 0`,
      index: 'patron_disabled',
    },
    blocked: { ...blocked, where: sql`patron.enabled = 1 and ${blocked.where}` },
    overdue: { ...overdue, where: sql`patron.enabled = 1 and not ${blocked.where} and ${overdue.where}` },
    ends: {
      where: sql`patron.enabled = 1 and patron.until <= ${soon} and ${free}`,
      ids: sql`select id from patron where until <= ${soon}`,
      index: 'patron_until',
    },
    active: {
      where: sql`patron.enabled = 1 and (patron.until is null or patron.until > ${soon}) and ${free}`,
    },
  };
  return conditions[state];
}

/**
 * Numbers inside a class or cohort are compared as numbers: 7C before 10B, Year 7 before Year 10. The database has an
 * index over exactly this expression.
 */
export function natural(column: 'form_class' | 'cohort') {
  const text = `lower(coalesce(${column}, ''))`;
  const digits = `ltrim(${text}, 'abcdefghijklmnopqrstuvwxyz .-')`;
  return sql.raw(
    `substr(${text}, 1, length(${text}) - length(${digits})) || printf('%06d', cast(${digits} as integer)) || ${digits}`,
  );
}

/** Surname and given name, folded: how the order's key begins. The database has an index over exactly this expression. */
export function fullName(table: string) {
  const key = `${table}.sort_key`;
  const rest = `substr(${key}, instr(${key}, char(1)) + 1)`;
  return sql.raw(`substr(${key}, 1, instr(${key}, char(1)) + instr(${rest}, char(1)))`);
}

export const sortSql = (key: Exclude<PatronSortKey, 'name'>, when: When): SQL<string | number> =>
  ({
    formClass: natural('form_class') as SQL<string>,
    cohort: natural('cohort') as SQL<string>,
    out: outCount,
    owes: balance,
    state: sql<number>`instr(${PATRON_STATES.join(' ')}, ${stateSql(when)})`,
  })[key];

/** The places of the states in the order by state: `instr` of the same words. */
const stateRank = (state: PatronState) => PATRON_STATES.join(' ').indexOf(state) + 1;

/** One stretch of the order by state: everybody in the same one. */
export interface Stretch {
  rank: number;
  condition: Condition;
}

export const stateStretches = (when: When): Stretch[] =>
  PATRON_STATES.map((state) => ({ rank: stateRank(state), condition: inState(state, when) }));

/** A number that most patrons do not have: whose it is in one go, patron by patron, as `id` and `value`. */
export interface Ranking {
  by: SQL<number>;
  values: SQL;
  /** Whether it can be less than nothing. */
  signed: boolean;
}

export const RANKINGS: Record<'out' | 'owes', Ranking> = {
  out: {
    by: outCount,
    values: sql`select patron_id as id, count(*) as value from loan
      where returned_at is null and status = 'open' and patron_id is not null group by patron_id`,
    signed: false,
  },
  owes: {
    by: balance,
    values: sql`select patron_id as id, sum(amount) as value from fine_entry group by patron_id`,
    signed: true,
  },
};
