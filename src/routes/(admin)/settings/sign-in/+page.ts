import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { SignInProviders } from '$lib/contracts/sign-in-providers';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  providers: new Resource<SignInProviders>(() => answered(api(fetch)['sign-in-providers'].$get())),
});
