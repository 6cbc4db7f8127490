import * as v from 'valibot';
import type { TitleItem } from '$lib/contracts/catalogue';
import { ById, Id } from '$lib/contracts/shared';
import {
  WidgetQuery,
  type WidgetFace,
  type WidgetResults,
  type WidgetSuggestions,
  type WidgetTheme,
} from '$lib/contracts/widgets';
import { localDateOf } from '$lib/domain/calendar/zone';
import { whereabouts } from '$lib/domain/catalogue/availability';
import { languageTag } from '$lib/domain/catalogue/language';
import { spokenName } from '$lib/domain/catalogue/person-name';
import { m } from '$lib/paraglide/messages.js';
import { whereText } from '$lib/words/availability-text';
import type { Actor } from '../actor';
import { notFound } from '../app-error';
import { findPublicSearcher } from '../auth/find-public-searcher';
import { searchCatalogue } from '../catalogue/search-catalogue';
import { suggestSearches } from '../catalogue/suggest-searches';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { coloursOf } from './manage-widgets';
import { widgetById } from './widget-queries';

const MOST = 10;
const MOST_SUGGESTED = 6;

const KINDS = {
  title: m.catalogue_suggestion_title,
  author: m.catalogue_suggestion_author,
  series: m.catalogue_suggestion_series,
  subject: m.catalogue_suggestion_subject,
};

/** Looks and words of a widget, for the script on somebody else's page. */
export const getWidgetFace = useCase({
  name: 'get-widget-face',
  permission: 'catalogue.search',
  input: ById,
  async run(context, { id }): Promise<WidgetFace> {
    const row = await widgetById(context.database.read, id);
    if (!row) throw notFound();
    const theme = row.theme as WidgetTheme;
    return {
      scheme: theme.scheme,
      corner: theme.corner,
      colours: coloursOf(theme),
      texts: {
        label: m.widget_search_label(),
        placeholder: theme.placeholder || m.catalogue_search_placeholder(),
        search: m.widget_search(),
        searching: m.widget_searching(),
        suggestions: m.catalogue_suggestions(),
        all: m.widget_all(),
        failed: m.widget_failed(),
      },
    };
  },
});

/** Whether the public search shows everything that this account sees. */
const covers = (open: Actor | undefined, actor: Actor) =>
  open !== undefined && actor.siteIds.every((id) => open.siteIds.includes(id));

function itemOf(item: TitleItem, open: Actor | undefined, told: (copies: TitleItem['copies']) => string) {
  const author = item.originalAuthor ?? (item.author === null ? null : spokenName(item.author));
  const isOpen = item.copies.sites.some((id) => open?.siteIds.includes(id));
  return {
    title: item.originalTitle ?? item.title,
    author,
    lang: languageTag(item.language) ?? null,
    where: told(item.copies),
    url: isOpen ? `/search/titles/${encodeURIComponent(item.id)}` : null,
  };
}

/** How a widget tells where a title is: by the names and the day of its sites. */
async function teller({ database, actor, now }: Context) {
  const sites = (await allSites(database.read)).filter(({ id }) => actor.siteIds.includes(id));
  const today = localDateOf(now, sites[0]?.timeZone ?? 'UTC');
  const home = sites.length === 1 ? sites.map(({ id }) => id) : [];
  const nameOf = (id: string) => sites.find((one) => one.id === id)?.name ?? '';
  return (copies: TitleItem['copies']) => whereText(whereabouts(copies, home, today), today, nameOf).text;
}

/** How many titles there are; where there are none, also what to do next. */
const statusOf = (count: number) =>
  count > 0
    ? m.catalogue_results({ count })
    : `${m.catalogue_results({ count })}. ${m.widget_nothing_text()}`;

/** The first results of a search within the sites of the widget's account. Nothing typed lists nothing. */
export const searchByWidget = useCase({
  name: 'search-by-widget',
  permission: 'catalogue.search',
  input: v.object({ id: Id, ...WidgetQuery.entries }),
  async run(context, { q }): Promise<WidgetResults> {
    if (q.trim() === '') return { status: '', meant: null, items: [], allUrl: null };
    const { total, items, suggestion } = await searchCatalogue.run(context, {
      ...{ q, limit: MOST, page: 1, available: false, sort: 'relevance' },
      ...{ site: undefined, kind: undefined, language: undefined, level: undefined, subject: undefined },
    });
    const [open, told] = await Promise.all([findPublicSearcher(context), teller(context)]);
    const sites = covers(open, context.actor) ? context.actor.siteIds : undefined;
    const wide = sites?.length === open?.siteIds.length;
    const params = new URLSearchParams({ q });
    if (!wide) for (const id of sites ?? []) params.append('site', id);
    return {
      status: statusOf(total),
      meant: suggestion ? { question: m.catalogue_did_you_mean(), text: suggestion } : null,
      items: items.map((item) => itemOf(item, open, told)),
      allUrl: sites && total > items.length ? `/search?${params}` : null,
    };
  },
});

/** What a half-typed text may become, within the sites of the widget's account. It is counted and kept nowhere. */
export const suggestByWidget = useCase({
  name: 'suggest-by-widget',
  permission: 'catalogue.search',
  input: v.object({ id: Id, ...WidgetQuery.entries }),
  async run(context, { q }): Promise<WidgetSuggestions> {
    const { items } = await suggestSearches.run(context, { q, limit: MOST_SUGGESTED });
    return { items: items.map(({ text, kind }) => ({ text, kind: KINDS[kind]() })) };
  },
});
