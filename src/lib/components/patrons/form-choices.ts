import type { AccessLevel } from '$lib/contracts/access';
import type { PatronField } from '$lib/contracts/patron-fields';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the patron form offers to choose from. */
export interface FormChoices {
  readonly sites: readonly (Named & { readonly patronPictures: boolean })[];
  readonly groups: readonly Named[];
  readonly levels: readonly Pick<AccessLevel, 'id' | 'name' | 'builtIn'>[];
  /** The district's own fields in their order. */
  readonly fields: readonly PatronField[];
  readonly cohorts: readonly string[];
  readonly formClasses: readonly string[];
  /** Whether the reader may name and delete form classes. */
  readonly mayEditClasses: boolean;
  /** Whether a provider of single sign-on is switched on. */
  readonly singleSignOn: boolean;
  /** Whether the reader may hand out access levels at all; which ones, the library decides. */
  readonly mayGrant: boolean;
}
