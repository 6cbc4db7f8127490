import { missing, type Loaded } from '../catalogue/read-catalogue';

/** An answer as a value: what came, or why nothing did. Never rejects. */
export async function asLoaded<T>(answer: Promise<T>): Promise<Loaded<T>> {
  try {
    return { ok: true, value: await answer };
  } catch (error) {
    return { ok: false, why: missing(error) };
  }
}
