import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's minimum: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of nothing anybody can type, so that an unknown username takes as long as a wrong password. */
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string) => hash(password, OPTIONS);

/** Whether the password fits. Takes the same time when there is no hash at all. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash(crypto.randomUUID(), OPTIONS);
  const fits = await verify(stored ?? (await decoy), password).catch(() => false);
  return Boolean(stored) && fits;
}
