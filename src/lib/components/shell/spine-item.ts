import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';

/** One place in the staff navigation. */
export type SpineItem = {
  readonly href: string;
  readonly label: string;
  readonly icon: Component<LucideProps>;
  readonly current?: boolean;
  /** Shown on the icon when above 0, read out with its words: "6 to route". */
  readonly count?: number;
  readonly countLabel?: string;
};
