import { readSought, soughtQuestion } from '$lib/client/copies/copy-deeds';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, depends }) => {
  depends('carrel:sought');
  const question = soughtQuestion(url.searchParams);
  return { question, found: readSought(fetch, question) };
};
