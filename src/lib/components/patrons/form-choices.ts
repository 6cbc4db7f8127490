import type { AccessLevel } from '$lib/contracts/access';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the patron form offers to choose from. */
export interface FormChoices {
  readonly sites: readonly Named[];
  readonly groups: readonly Named[];
  readonly levels: readonly Pick<AccessLevel, 'id' | 'name' | 'builtIn'>[];
  readonly cohorts: readonly string[];
  readonly formClasses: readonly string[];
  /** Whether the reader may name and delete form classes. */
  readonly mayEditClasses: boolean;
  /** Whether the reader may hand out access levels at all; which ones, the library decides. */
  readonly mayGrant: boolean;
}
