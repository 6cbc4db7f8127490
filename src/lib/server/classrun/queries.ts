import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { formClass } from '../db/schema/form-classes';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';

const isPupil = (siteId: string, name: string) =>
  and(
    eq(patron.primarySiteId, siteId),
    eq(patron.formClass, name),
    eq(patron.kind, 'personal'),
    eq(patron.enabled, true),
  );

/** The pupils who carry this class at this site, by name. */
export const pupilsOfClass = (read: Reader, siteId: string, name: string) =>
  read
    .select({
      id: patron.id,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
      barcode: patron.barcode,
      photoId: patron.photoId,
    })
    .from(patron)
    .where(isPupil(siteId, name))
    .orderBy(asc(patron.sortKey), asc(patron.id));

/** What all of them have out, in one question; the next due first. */
export const loansOfClass = (read: Reader, siteId: string, name: string) =>
  read
    .select({
      row: loan,
      copyBarcode: copy.barcode,
      materialKind: title.materialKind,
      title: { id: title.id, title: title.title, author: title.author, language: title.language },
    })
    .from(loan)
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .innerJoin(title, eq(title.id, loan.titleId))
    .where(
      and(
        isNull(loan.returnedAt),
        inArray(loan.patronId, read.select({ id: patron.id }).from(patron).where(isPupil(siteId, name))),
      ),
    )
    .orderBy(asc(loan.dueAt), asc(loan.id));

/** Who teaches the class, where that is known. */
export const teacherOfClass = async (read: Reader, siteId: string, name: string) =>
  (
    await read
      .select({
        id: patron.id,
        givenName: patron.givenName,
        preferredName: patron.preferredName,
        surname: patron.surname,
        username: patron.username,
        primaryEmail: patron.primaryEmail,
        enabled: patron.enabled,
      })
      .from(formClass)
      .innerJoin(patron, eq(patron.id, formClass.teacherId))
      .where(and(eq(formClass.siteId, siteId), eq(formClass.name, name)))
  )[0];

/** The classes that somebody teaches, with their sites, by site and name. */
export const classesTaughtBy = (read: Reader, teacherId: string) =>
  read
    .select({
      id: formClass.id,
      name: formClass.name,
      siteId: site.id,
      site: site.name,
      timeZone: site.timeZone,
    })
    .from(formClass)
    .innerJoin(site, eq(site.id, formClass.siteId))
    .where(eq(formClass.teacherId, teacherId))
    .orderBy(asc(site.name), asc(formClass.name));
