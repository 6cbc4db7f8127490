import { createContext } from 'svelte';
import type { DeskConnection } from '$lib/client/desk/desk-backend';
import type { Desk } from '$lib/client/desk/desk.svelte';

/** What is open over the desk, one at a time. */
export type DeskDialog =
  'override' | 'wishes' | 'fields' | 'browse' | 'several' | 'return-all' | 'renew' | 'charge';

/** One desk for all pages of the face. */
export interface DeskFace {
  readonly desk: Desk;
  readonly connection: DeskConnection;
  dialog: DeskDialog | undefined;
  /** The list of keys is open. */
  keysOpen: boolean;
}

export const [deskFace, setDeskFace] = createContext<DeskFace>();
