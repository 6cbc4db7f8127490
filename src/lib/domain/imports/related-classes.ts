import type { Lookup } from './read-cell';
import { cellProblem, type LineProblem, type RelatedProblemCode } from './related-problems';
import type { RelatedColumn, RelatedTable } from './related-table';

/** A pupil as far as a class goes. */
export interface ClassPupil {
  readonly id: string;
  readonly primarySiteId: string | null;
}

/** A class that the district knows. */
export interface KnownClass {
  readonly siteId: string;
  readonly name: string;
}

export interface ClassPlan {
  /** By patron, the class they come to. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Classes that are not known yet, with the first line that names them. */
  readonly fresh: readonly (KnownClass & { readonly line: number })[];
  readonly teachers: readonly (KnownClass & { readonly line: number; readonly teacherId: string })[];
  readonly problems: readonly LineProblem[];
}

interface ClassFacts {
  readonly site: Lookup;
  readonly known: readonly KnownClass[];
  readonly patronOf: (line: number) => ClassPupil | null;
  /** Somebody of a site's staff by username. */
  readonly teacherOf: (username: string, siteId: string) => string | null;
}

const MOST_NAME = 60;
export const classKey = ({ siteId, name }: KnownClass): string =>
  JSON.stringify([siteId, name.normalize('NFKC').trim().toLowerCase()]);

/** What a file says about form classes. A class keeps the spelling it is known by; the first line about somebody counts. */
export function planClasses(table: RelatedTable, facts: ClassFacts): ClassPlan {
  const known = new Map(facts.known.map((one) => [classKey(one), one]));
  const fresh = new Map<string, ClassPlan['fresh'][number]>();
  const teachers = new Map<string, ClassPlan['teachers'][number]>();
  const wanted = new Map<string, string>();
  const firstLine = new Map<string, number>();
  const problems: LineProblem[] = [];
  for (const { line, cells } of table.lines) {
    const pupil = facts.patronOf(line);
    if (!pupil) continue;
    const refuse = (column: RelatedColumn, code: RelatedProblemCode, otherLine?: number) => {
      const value = cells[column];
      const other = otherLine === undefined ? {} : { otherLine };
      const at = { line, column: table.names[column] ?? table.keyName, ...(value ? { value } : {}) };
      problems.push({ ...at, code, refuses: 'row', ...other });
    };
    const name = cells.formClass ?? '';
    const flaw = name === '' ? 'value-missing' : cellProblem(name, MOST_NAME);
    const siteId = pupil.primarySiteId;
    const named = cells.site ? facts.site(cells.site) : siteId;
    if (flaw) refuse('formClass', flaw);
    else if (siteId === null) refuse('formClass', 'patron-without-site');
    else if (named === null) refuse('site', 'site-unknown');
    else if (named !== siteId) refuse('site', 'site-not-theirs');
    else if (firstLine.has(pupil.id)) {
      if (classKey({ siteId, name: wanted.get(pupil.id) ?? '' }) !== classKey({ siteId, name }))
        refuse('formClass', 'duplicate-in-file', firstLine.get(pupil.id));
    } else {
      const key = classKey({ siteId, name });
      const one = known.get(key) ?? { siteId, name };
      if (!known.has(key)) {
        known.set(key, one);
        fresh.set(key, { ...one, line });
      }
      firstLine.set(pupil.id, line);
      wanted.set(pupil.id, one.name);
      if (!cells.teacher) continue;
      const teacherId = facts.teacherOf(cells.teacher, siteId);
      const other = teachers.get(key);
      if (teacherId === null) refuse('teacher', 'teacher-unknown');
      else if (other && other.teacherId !== teacherId) refuse('teacher', 'teacher-twice', other.line);
      else if (!other) teachers.set(key, { ...one, line, teacherId });
    }
  }
  return { wanted, fresh: [...fresh.values()], teachers: [...teachers.values()], problems };
}
