import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { readFunds } from '$lib/client/labels/read-funds';
import { readCirculationTypes } from '$lib/client/titles/read-circulation-types';
import { readCurrency } from '$lib/client/titles/read-currency';
import { readQueue } from '$lib/client/titles/read-holds';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends('carrel:title');
  return {
    id: params.id,
    /** It was put into the catalogue a moment ago: a copy comes next. */
    added: url.searchParams.has('added'),
    found: readCatalogue(fetch).title(params.id),
    queue: readQueue(fetch, params.id),
    choices: Promise.all([readCirculationTypes(fetch), readFunds(fetch), readCurrency(fetch)]),
  };
};
