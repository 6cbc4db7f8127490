import { error, redirect } from '@sveltejs/kit';
import { answered, api, Unreachable } from '$lib/client/api';
import { presentTime } from '$lib/client/present';
import { siteDaysOf } from '$lib/client/site-days';
import { homePath } from '$lib/client/home-path';
import { mayOpen } from '$lib/components/shell/page-rights';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { LayoutLoad } from './$types';

// Administration is drawn in the browser: nothing about people is rendered, and kept, on the server.
export const ssr = false;

/** Who works here, and what they may do. Pages show less by it; the library itself refuses. */
export const load: LayoutLoad = async ({ fetch, url }) => {
  const library = api(fetch);
  // Without the sites a page still works, by the browser's days.
  const knowing = answered(library.sites.$get()).then(
    ({ items }) => items,
    () => [],
  );
  const { actor } = await answered(library.session.$get()).catch((problem: unknown) => {
    if (problem instanceof Unreachable) error(503, { message: '', code: 'offline' });
    throw problem;
  });
  if (actor.kind === 'nobody' || actor.kind === 'public')
    redirect(302, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (actor.kind === 'kiosk') redirect(302, homePath(actor));
  const permissions = new Set(actor.permissions);
  const can = (permission: PermissionId) => permissions.has(permission);
  if (!mayOpen(url.pathname, can)) error(403);
  const siteDays = siteDaysOf(await knowing, actor.siteIds[0], presentTime);
  return { actor, siteDays, permissions, can };
};
