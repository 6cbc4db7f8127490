import { readTask, taskQuestion } from '$lib/client/titles/hold-tasks';
import { countHolds } from '$lib/client/titles/read-holds';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, depends }) => {
  depends('carrel:hold-tasks');
  const question = taskQuestion(url.searchParams);
  return { question, found: readTask(fetch, question), counts: countHolds(fetch, question.site) };
};
