import * as v from 'valibot';
import type { NewArrivals, SubjectCounts } from '$lib/contracts/catalogue';
import { useCase } from '../use-case';
import { borrowedLately } from './borrowed-lately';
import { titleItems } from './item-queries';
import { newestTitles, returnedTitles } from './queries';
import { scopeOf } from './scope-policy';

const MOST_TITLES = 24;
const MOST_BORROWED = 6;
const MOST_SUBJECTS = 60;

/** What is new at the actor's sites, what has just come back to the shelf there, and what was lent most there in a year. */
export const listNewArrivals = useCase({
  name: 'list-new-arrivals',
  permission: 'catalogue.search',
  input: v.object({}),
  async run(context): Promise<NewArrivals> {
    const scope = scopeOf(context.actor);
    const { read } = context.database;
    const [arrivals, justReturned, mostBorrowed] = await Promise.all([
      newestTitles(read, scope, MOST_TITLES),
      returnedTitles(read, scope, MOST_TITLES),
      borrowedLately(read, scope, context.now, MOST_BORROWED),
    ]);
    return {
      arrivals: await titleItems(read, arrivals, scope),
      justReturned: await titleItems(read, justReturned, scope),
      mostBorrowed: await titleItems(read, mostBorrowed, scope),
    };
  },
});

/** The subjects with most titles at the actor's sites. */
export const listSubjects = useCase({
  name: 'list-subjects',
  permission: 'catalogue.search',
  input: v.object({}),
  async run(context): Promise<SubjectCounts> {
    return { items: await context.search.subjects(scopeOf(context.actor), MOST_SUBJECTS) };
  },
});
