import type { Tone } from './tone';

/**
 * Says a result that needs no answer. Not for refusals and not on the Desk, where the banner speaks. The library
 * behind it is fetched with the first toast.
 */
export async function toast(state: Tone, text: string): Promise<void> {
  const [{ toast: show }, { default: Toast }] = await Promise.all([
    import('svelte-sonner'),
    import('./Toast.svelte'),
  ]);
  show.custom(Toast, { componentProps: { state, text }, duration: 6000 });
}
