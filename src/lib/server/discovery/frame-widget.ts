import { ById } from '$lib/contracts/shared';
import type { WidgetTheme } from '$lib/contracts/widgets';
import { widgetPage, widgetPolicy } from '$lib/domain/discovery/widget-page';
import { m } from '$lib/paraglide/messages.js';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { widgetById } from './widget-queries';

/** The page of a widget for an iframe, with the policy that says who may frame it. */
export const frameWidget = useCase({
  name: 'frame-widget',
  permission: 'catalogue.search',
  input: ById,
  async run({ database, locale }, { id }): Promise<{ page: string; policy: string }> {
    const row = await widgetById(database.read, id);
    if (!row) throw notFound();
    const { scheme } = row.theme as WidgetTheme;
    const words = { label: m.widget_search_label(), search: m.widget_search() };
    return {
      page: widgetPage({ id, name: row.name, locale, scheme, ...words }),
      policy: widgetPolicy(row.origins),
    };
  },
});
