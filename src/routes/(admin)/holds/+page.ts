import { countHolds, holdQuestion, readHolds } from '$lib/client/titles/read-holds';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, depends }) => {
  depends('carrel:holds');
  const question = holdQuestion(url.searchParams);
  return {
    question,
    found: readHolds(fetch, question),
    counts: countHolds(fetch, question.site),
  };
};
