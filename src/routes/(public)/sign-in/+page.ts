import { redirect } from '@sveltejs/kit';
import { answered, api } from '$lib/client/api';
import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { homePath } from '$lib/client/home-path';
import { isSignInProblem } from '$lib/domain/single-sign-on/outcome';
import { ownPath } from '$lib/domain/shared/own-path';
import type { PageLoad } from './$types';

/** Whoever is signed in already goes on to where they wanted to go. */
export const load: PageLoad = async ({ fetch, url }) => {
  const next = ownPath(url.searchParams.get('next'));
  const { actor } = await answered(api(fetch, url.origin).session.$get());
  if (actor.kind === 'patron') redirect(302, next ?? homePath(actor));
  const problem = url.searchParams.get('problem');
  const [open, { items }] = await Promise.all([
    readCatalogue(fetch, '/public').session(),
    answered(api(fetch, url.origin).session.buttons.$get()),
  ]);
  return { next, open: open.ok, buttons: items, problem: isSignInProblem(problem) ? problem : null };
};
