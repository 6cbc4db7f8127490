import { MATERIAL_KINDS } from '$lib/domain/circulation/out-permissions';
import { localDateOf } from '$lib/domain/calendar/zone';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { m } from '$lib/paraglide/messages.js';
import type { MailRecord } from '../mail/queries';
import type { Services } from '../services';
import { siteById } from '../sites/queries';
import { loansOfClass, pupilsOfClass, teacherOfClass } from './queries';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Who has what in a class, as its teacher reads it; nothing once somebody else teaches it or nobody is in it. */
export async function classLetter({ database, clock }: Services, row: MailRecord, locale: 'en' | 'es') {
  const { read } = database;
  const [siteId, name] = [text(row.data['siteId']), text(row.data['name'])];
  const kinds = MATERIAL_KINDS.filter((kind) => (row.data['kinds'] as string[] | undefined)?.includes(kind));
  const [site, pupils, loans, teacher] = await Promise.all([
    siteById(read, siteId),
    pupilsOfClass(read, siteId, name),
    loansOfClass(read, siteId, name),
    teacherOfClass(read, siteId, name),
  ]);
  if (!site || teacher?.id !== row.patronId || pupils.length === 0) return undefined;
  const today = localDateOf(clock.now(), site.timeZone);
  const say = { locale };
  const lines = pupils.flatMap((pupil) => {
    const own = loans.filter((one) => one.row.patronId === pupil.id && kinds.includes(one.materialKind));
    const books = own.map(({ title, row: { dueOn } }) => {
      const words = dueOn < today ? m.classrun_letter_overdue : m.classrun_letter_due;
      return `  - ${words({ title: title.title, day: dueOn }, say)}`;
    });
    return books.length > 0 ? [nameOrUsername(pupil), ...books, ''] : [];
  });
  const list = lines.length > 0 ? lines.join('\n') : m.classrun_letter_nothing({}, say);
  return {
    subject: m.classrun_letter_subject({ name }, say),
    text: m.classrun_letter_text({ name, site: site.name, day: today, list }, say),
  };
}
