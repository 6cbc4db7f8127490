import type { ImportMapping, ImportOptions, ImportSettings } from '$lib/contracts/imports';
import type { PatronField } from '$lib/contracts/patron-fields';
import { localDateOf } from '$lib/domain/calendar/zone';
import { columnNames, type ColumnRule } from '$lib/domain/imports/csv-shape';
import type { ImportTarget } from '$lib/domain/imports/import-fields';
import { ownFieldOf } from '$lib/domain/imports/own-fields';
import type { CheckSettings, Named } from './check-table';
import type { FileHead } from './read-file-head';

type Meaning = ImportTarget | null;

/** What is done with the passwords of a file; with `never` their column is sent as one that is not read. */
export type PasswordChoice = 'new-only' | 'always' | 'never';

/** What a file may call sites, groups and levels. */
export type CheckNames = Pick<CheckSettings, 'levels'> & Record<'sites' | 'groups', readonly Named[]>;

/** How a chosen file is read: what its columns mean, and the options. */
export class FileReading {
  /** Undefined for a set of files, whose columns are known. */
  head = $state.raw<FileHead>();
  fields = $state<Meaning[]>([]);
  /** How the cells of each column are read, by place. */
  rules = $state<(ColumnRule | null)[]>([]);
  hasHeader = $state(true);
  options = $state<ImportOptions>({});
  passwords = $state<PasswordChoice>('new-only');
  /** The fields of the district's own. */
  ownFields = $state.raw<readonly PatronField[]>([]);

  /** Whether the first line was not recognised for what the reader says that it is. */
  get #isOtherwise(): boolean {
    return this.head !== undefined && this.isTable && this.hasHeader !== this.head.shape.hasHeader;
  }

  /** What the columns are called. */
  get names(): readonly string[] {
    if (!this.head) return [];
    return this.#isOtherwise
      ? columnNames(this.head.firstLine, this.hasHeader)
      : this.head.shape.mapping.names;
  }

  /** The first lines about people. */
  get sample(): FileHead['sample'] {
    const { sample = [], firstLine = [] } = this.head ?? {};
    if (!this.#isOtherwise) return sample;
    return this.hasHeader ? sample.slice(1) : [firstLine, ...sample];
  }

  /** Whether the browser can look through the file: sets, JSON and XML are read by the library. */
  get isTable(): boolean {
    return this.head !== undefined && this.head.delimiter !== '';
  }

  /** Whether the file may say how people sign in. */
  get hasPasswords(): boolean {
    return !this.head || this.fields.includes('password');
  }

  forget(): void {
    this.head = undefined;
    this.fields = [];
    this.rules = [];
  }

  /** The columns as they were recognised. */
  take(head: FileHead): void {
    this.head = head;
    this.hasHeader = head.shape.hasHeader;
    this.fields = [...head.shape.mapping.fields];
    this.rules = [...(head.shape.mapping.rules ?? this.fields.map(() => null))];
  }

  /** Gives a column another meaning. How its cells were read belongs to the meaning of before. */
  mean(column: number, field: Meaning): void {
    if (this.fields[column] === field) return;
    this.fields[column] = field;
    this.rules[column] = null;
  }

  /** The definition that a meaning names, if it is a field of the district's own. */
  ownField(target: string | null): PatronField | undefined {
    return target === null ? undefined : ownFieldOf(this.ownFields, target);
  }

  /** Takes over the columns, where the file has as many, and the options of a profile. */
  use({ mapping, options }: ImportSettings): void {
    this.options = { ...options };
    this.passwords = options.passwords ?? 'new-only';
    if (mapping?.fields.length !== this.fields.length) return;
    this.hasHeader = mapping.hasHeader ?? this.hasHeader;
    this.fields = mapping.fields.map((column) =>
      typeof column === 'object' ? (column?.field ?? null) : column,
    );
    this.rules = mapping.fields.map((column) => (typeof column === 'object' ? column : null));
  }

  /** What is sent with the file, and saved in a profile. */
  settings(): { mapping: ImportMapping | null; options: ImportOptions } {
    const passwords = this.passwords === 'always' ? 'always' : 'new-only';
    return { mapping: this.#mapping(), options: { ...$state.snapshot(this.options), passwords } };
  }

  /** For the look through the file before it is sent; undefined for files that only the library reads. */
  checkSettings({ sites, groups, levels }: CheckNames): CheckSettings | undefined {
    if (!this.head || !this.isTable) return undefined;
    const { preset } = this.head.shape;
    const { matchKey, clearToken, blankTokens, dateOrder } = $state.snapshot(this.options);
    return {
      mapping: { names: this.names, fields: this.#sent(), rules: $state.snapshot(this.rules) },
      ...{ preset, matchKey, clearToken, blankTokens, dateOrder, sites, groups, levels },
      hasHeader: this.hasHeader,
      today: localDateOf(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
      ownFields: this.ownFields,
    };
  }

  #sent(): Meaning[] {
    return this.fields.map((field) => (field === 'password' && this.passwords === 'never' ? null : field));
  }

  #mapping(): ImportMapping | null {
    if (!this.head) return null;
    const fields = this.#sent().map((field, column) => {
      const rule = field === null ? null : this.rules[column];
      return rule && field !== null ? { ...$state.snapshot(rule), field } : field;
    });
    return { fields, hasHeader: this.hasHeader };
  }
}
