import type { RelatedKind, RelatedMode } from '$lib/domain/imports/related-table';
import { m } from '$lib/paraglide/messages.js';

type Words<K extends string> = Readonly<Record<K, () => string>>;

/** What a file can hold, patrons first. */
export const HOLDS: Words<'patrons' | RelatedKind> = {
  patrons: m.imports_holds_patrons,
  contacts: m.imports_holds_contacts,
  photos: m.imports_holds_photos,
  'library-groups': m.imports_holds_library_groups,
  'access-levels': m.imports_holds_access_levels,
  'form-classes': m.imports_holds_form_classes,
};

/** What a file of each kind looks like. */
export const RELATED_ABOUT: Words<RelatedKind> = {
  contacts: m.imports_about_contacts,
  photos: m.imports_about_photos,
  'library-groups': m.imports_about_library_groups,
  'access-levels': m.imports_about_access_levels,
  'form-classes': m.imports_about_form_classes,
};

export const MODE_NAMES: Words<RelatedMode> = {
  add: m.imports_mode_add,
  replace: m.imports_mode_replace,
  whole: m.imports_mode_whole,
};

export const MODE_HINTS: Words<RelatedMode> = {
  add: m.imports_mode_hint_add,
  replace: m.imports_mode_hint_replace,
  whole: m.imports_mode_hint_whole,
};
