import * as v from 'valibot';
import { FormClassQuery } from '$lib/contracts/form-classes';
import { Id } from '$lib/contracts/shared';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { notFound } from '../app-error';
import { isInScope, recordScope } from '../patrons/scope-policy';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { classesOf, staffOf } from './queries';

/** @throws AppError not-found: a site that is not the actor's looks the same as none. */
export function assertSiteInScope(context: Context, siteId: string) {
  if (!isInScope([siteId], recordScope(context.actor))) throw notFound();
}

/**
 * Form classes of one site, or of all sites whose patrons the actor works with: for everybody who may do something
 * with a whole class at once.
 */
export const listFormClasses = useCase({
  name: 'list-form-classes',
  permission: [
    'patrons.update',
    'patrons.edit',
    'patrons.delete',
    'patrons.viewBarcodes',
    'circulation.blockPatrons',
    'fines.excuse',
  ],
  input: FormClassQuery,
  async run(context, { site }) {
    const { read } = context.database;
    if (site !== undefined) assertSiteInScope(context, site);
    const scope = recordScope(context.actor) ?? (await allSites(read)).map(({ id }) => id);
    const items = await classesOf(read, site === undefined ? scope : [site]);
    return { items, total: items.length };
  },
});

/** Staff of a site, for a class's teacher. */
export const listTeachers = useCase({
  name: 'list-form-class-teachers',
  permission: 'patrons.update',
  input: v.object({ site: Id }),
  async run(context, { site }) {
    assertSiteInScope(context, site);
    const staff = await staffOf(context.database.read, site);
    const items = staff.map((person) => ({ id: person.id, name: nameOrUsername(person) }));
    return { items, total: items.length };
  },
});
