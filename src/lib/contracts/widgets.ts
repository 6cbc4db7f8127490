import * as v from 'valibot';
import { Id, Instant } from './shared';

export const MOST_ORIGINS = 20;
export const MOST_WIDGETS = 100;
export const WIDGET_SCHEMES = ['auto', 'light', 'dark'] as const;
export const WIDGET_CORNERS = ['square', 'soft', 'round'] as const;

/** How a widget looks. The accent is darkened or lightened where it could not be read. */
const WidgetTheme = v.object({
  accent: v.pipe(v.string(), v.trim(), v.regex(/^#[0-9a-f]{6}$/i, 'code:colour'), v.toLowerCase()),
  scheme: v.picklist(WIDGET_SCHEMES),
  corner: v.picklist(WIDGET_CORNERS),
  /** In the empty field; the library's own words where it is empty. */
  placeholder: v.pipe(v.string(), v.trim(), v.maxLength(80)),
});
export type WidgetTheme = v.InferOutput<typeof WidgetTheme>;

const fields = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
  genericPatronId: v.pipe(v.string(), v.minLength(1, 'code:required'), v.maxLength(64)),
  /** Addresses of the sites that it may stand on, `https://school.example`; blank ones are left out. */
  origins: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(100)),
  theme: WidgetTheme,
};

export const NewWidget = v.object(fields);
export type NewWidget = v.InferOutput<typeof NewWidget>;
/** What is left out stays. */
export const WidgetChange = v.partial(v.object({ ...fields, enabled: v.boolean() }));
export const WidgetChangeById = v.object({ id: Id, ...WidgetChange.entries });

const Colours = v.object({ accent: v.string(), on: v.string() });

/** A widget as those who set it up see it. */
export const Widget = v.object({
  id: Id,
  name: v.string(),
  genericPatronId: Id,
  genericUsername: v.string(),
  origins: v.array(v.string()),
  theme: WidgetTheme,
  /** The accent as it is shown on a light and on a dark ground. */
  colours: v.object({ light: Colours, dark: Colours }),
  enabled: v.boolean(),
  createdAt: Instant,
});
export type Widget = v.InferOutput<typeof Widget>;
export const WidgetList = v.object({ items: v.array(Widget), total: v.number() });

/** What the script on somebody else's page is told first: looks and words. */
export const WidgetFace = v.object({
  scheme: v.picklist(WIDGET_SCHEMES),
  corner: v.picklist(WIDGET_CORNERS),
  colours: v.object({ light: Colours, dark: Colours }),
  texts: v.object({
    label: v.string(),
    placeholder: v.string(),
    search: v.string(),
    searching: v.string(),
    suggestions: v.string(),
    all: v.string(),
    failed: v.string(),
  }),
});
export type WidgetFace = v.InferOutput<typeof WidgetFace>;

export const WidgetQuery = v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(200)), '') });
/** What a half-typed text may become. */
export const WidgetSuggestions = v.object({
  items: v.array(v.object({ text: v.string(), kind: v.string() })),
});
export type WidgetSuggestions = v.InferOutput<typeof WidgetSuggestions>;
/** `lang` chooses the language of the words; the visitor's own without it. */
export const WidgetLanguage = v.object({ lang: v.optional(v.string()) });

/** A short list of results. Addresses are given where the public search shows the same. */
export const WidgetResults = v.object({
  /** How many there are, or what to do where there are none, in words. */
  status: v.string(),
  /** Another spelling that finds something, with the question before it; null where there is none. */
  meant: v.nullable(v.object({ question: v.string(), text: v.string() })),
  items: v.array(
    v.object({
      title: v.string(),
      author: v.nullable(v.string()),
      /** BCP 47 tag of title and author. */
      lang: v.nullable(v.string()),
      /** Where it is now, in words. */
      where: v.string(),
      url: v.nullable(v.string()),
    }),
  ),
  /** The whole result in the public search; null where that would show something else, or nothing more. */
  allUrl: v.nullable(v.string()),
});
export type WidgetResults = v.InferOutput<typeof WidgetResults>;
