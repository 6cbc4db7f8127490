import type { TitleImportProfiles, TitleImportSettings } from '$lib/contracts/title-import';
import { ITEM_FIELDS, type ItemField } from '$lib/contracts/item-fields';
import { MATCH_KEYS, type MatchedBy } from '$lib/domain/catalogue/match-title';
import type { ProtectedPart } from '$lib/domain/imports/protected-fields';

type Profile = { key: string; settings: TitleImportSettings };

/** How a file is to be read: what titles are recognised by, and what becomes of those that are and are not. */
export class ImportChoices {
  itemField = $state<ItemField>('auto');
  /** In this order; '' where nothing more is looked at. */
  match = $state<(MatchedBy | '')[]>([...MATCH_KEYS]);
  onMatch = $state<TitleImportSettings['onMatch']>('overlay-own');
  onNew = $state<TitleImportSettings['onNew']>('add');
  protect = $state<ProtectedPart[]>([]);
  /** MARC tags, separated by spaces or commas. */
  protectTags = $state('');

  /** Takes the field that was chosen in the list. */
  chooseField(field: string): void {
    const chosen = ITEM_FIELDS.find((one) => one === field);
    if (chosen) this.itemField = chosen;
  }

  /** What comes at this place; what stood elsewhere in the list leaves its old place. */
  chooseMatch(place: number, wanted: string): void {
    const key = MATCH_KEYS.find((one) => one === wanted) ?? '';
    this.match = this.match.map((one, i) => (i === place ? key : one === key ? '' : one));
  }

  take(settings: TitleImportSettings): void {
    this.itemField = settings.itemField;
    this.match = MATCH_KEYS.map((_, i) => settings.match[i] ?? '');
    this.onMatch = settings.onMatch;
    this.onNew = settings.onNew;
    this.protect = [...settings.protect];
    this.protectTags = settings.protectTags.join(' ');
  }

  get settings(): TitleImportSettings {
    return {
      itemField: this.itemField,
      match: this.match.filter((key) => key !== ''),
      onMatch: this.onMatch,
      onNew: this.onNew,
      protect: [...this.protect],
      protectTags: this.protectTags.split(/[\s,;]+/).filter(Boolean),
    };
  }

  /** As the fields of the form that is sent with the file. */
  get fields(): Record<string, string> {
    const { match, protect, protectTags, ...others } = this.settings;
    return {
      ...others,
      match: match.join(','),
      protect: protect.join(','),
      protectTags: protectTags.join(','),
    };
  }
}

/** The product's own profiles and the library's, by what they are chosen with. */
export const profilesOf = (list: TitleImportProfiles): Profile[] => [
  ...list.presets.map(({ key, settings }) => ({ key: `preset:${key}`, settings })),
  ...list.items.map(({ id, settings }) => ({ key: id, settings })),
];
