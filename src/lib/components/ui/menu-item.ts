import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';

/** One entry of a menu: an address, or something to do. */
export type MenuItem = {
  readonly label: string;
  readonly icon?: Component<LucideProps>;
  readonly href?: string;
  readonly onselect?: () => void;
  /** Why it can't be chosen now; shown under the label. */
  readonly disabledReason?: string | undefined;
  /** The key that does the same, shown beside the words. */
  readonly key?: string;
  /** For what can't be taken back. */
  readonly danger?: boolean;
};
