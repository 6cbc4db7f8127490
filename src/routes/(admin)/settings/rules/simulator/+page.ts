import { loadMatrix } from '$lib/client/rules/load-matrix';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({ matrix: loadMatrix(fetch) });
