import { createContext } from 'svelte';
import type { DeskConnection } from '$lib/client/desk/desk-backend';
import type { Desk } from '$lib/client/desk/desk.svelte';

/** One desk for all pages of the face. */
export interface DeskFace {
  readonly desk: Desk;
  readonly connection: DeskConnection;
  /** The list of keys is open. */
  keysOpen: boolean;
}

export const [deskFace, setDeskFace] = createContext<DeskFace>();
